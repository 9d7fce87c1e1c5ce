import { fileURLToPath } from 'node:url';
import { type Panel, rows } from './panels.js';

const datasource = { type: 'prometheus', uid: '${datasource}' };
const WIDTH = 8;
const HEIGHT = 8;
const LINE = 24;

const variables = [
  { name: 'datasource', label: 'Data source', type: 'datasource', query: 'prometheus', hide: 0 },
  {
    name: 'service',
    label: 'Service',
    type: 'query',
    datasource,
    query: { query: 'label_values(assent_database_up, service)', refId: 'services' },
    definition: 'label_values(assent_database_up, service)',
    refresh: 2,
    includeAll: true,
    multi: true,
    allValue: '.*',
    current: { text: 'All', value: '$__all' },
    sort: 1,
  },
];

const panelOf = (panel: Panel, id: number, [x, y]: readonly [number, number]) => ({
  id,
  type: 'timeseries',
  title: panel.title,
  description: panel.description ?? '',
  datasource,
  gridPos: { h: HEIGHT, w: WIDTH, x, y },
  fieldConfig: {
    defaults: { unit: panel.unit, min: 0, custom: { lineWidth: 1, fillOpacity: 8, showPoints: 'never' } },
    overrides: [],
  },
  options: {
    legend: { displayMode: 'list', placement: 'bottom', showLegend: true },
    tooltip: { mode: 'multi', sort: 'desc' },
  },
  targets: panel.queries.map(({ expr, legend }, index) => ({
    refId: String.fromCharCode(65 + index),
    datasource,
    expr,
    legendFormat: legend,
  })),
});

const panels = (): readonly object[] => {
  const placed: object[] = [];
  let y = 0;
  for (const { title, panels: inRow } of rows) {
    const gridPos = { h: 1, w: LINE, x: 0, y };
    placed.push({ id: placed.length + 1, type: 'row', title, collapsed: false, gridPos, panels: [] });
    y += 1;
    for (const [index, panel] of inRow.entries()) {
      const at = [(index * WIDTH) % LINE, y + Math.floor((index * WIDTH) / LINE) * HEIGHT] as const;
      placed.push(panelOf(panel, placed.length + 1, at));
    }
    y += Math.ceil((inRow.length * WIDTH) / LINE) * HEIGHT;
  }
  return placed;
};

/** The dashboard as Grafana takes it from a file. */
export const dashboard = (): object => ({
  uid: 'assent',
  title: 'Assent',
  tags: ['assent'],
  schemaVersion: 41,
  version: 1,
  editable: true,
  graphTooltip: 1,
  refresh: '30s',
  time: { from: 'now-1h', to: 'now' },
  timezone: 'utc',
  annotations: { list: [] },
  links: [],
  templating: { list: variables },
  panels: panels(),
});

export const dashboardText = (): string => `${JSON.stringify(dashboard(), null, 2)}\n`;

// node dist/infra/observability/dashboard.js > infra/observability/grafana/assent.json
if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(dashboardText());
