import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describeUnless, flow, freePort, intentFor, ownQuote } from '#testing';
import { type Sandbox, startSandbox } from '../../apps/platform/src/index.js';
import { dashboardText } from './dashboard.js';
import { rows } from './panels.js';
import { readQuery } from './promql.js';
import { baseOf, metricsOf } from './scrape.js';

interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: { readonly severity: string };
  readonly annotations: {
    readonly summary: string;
    readonly description: string;
    readonly runbook_url: string;
  };
}

const folder = 'infra/observability';
const read = (path: string): string => readFileSync(path, 'utf8');
const { groups } = parse(read(`${folder}/prometheus/alerts.yml`)) as { groups: { rules: Alert[] }[] };
const alerts = groups.flatMap(({ rules }) => rules);
// Grafana puts an interval in its place.
const inDashboard = rows
  .flatMap(({ panels }) => panels)
  .flatMap(({ title, queries }) =>
    queries.map(({ expr }) => [title, expr.replaceAll('$__rate_interval', '5m')] as const),
  );
const queries = [...inDashboard, ...alerts.map(({ alert, expr }) => [alert, expr] as const)];
const runbook = read('docs/operations.md');
type Metrics = ReadonlyMap<string, ReadonlySet<string>>;

/** What Prometheus itself adds. */
const added = new Set(['instance', 'job', 'le']);

/** What of a metric and its labels nobody tells. Of what has not happened yet, such as a parked stream, no labels are told. */
const missingIn = (metrics: Metrics, metric: string, labels: readonly string[]): readonly string[] => {
  if (metric === 'up') return [];
  const told = metrics.get(baseOf(metric, metrics));
  if (!told) return [metric];
  return told.size === 0 ? [] : labels.filter((label) => !told.has(label) && !added.has(label));
};

describe('dashboard and alerts', () => {
  let home: string;
  let sandbox: Sandbox;
  let metrics: Metrics;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'assent-observed-'));
    const variables = { ASSENT_PORT: String(await freePort()), ASSENT_LOG_LEVEL: 'silent' };
    sandbox = await startSandbox({ folder: home, variables, persistent: false });
    const enrolled = await flow.enrol(sandbox.origin, 'seen', 'http://localhost:9/seen/callback');
    const { client } = await flow.register(enrolled);
    const token = await flow.clientToken(client, 'intents');
    await flow.stage(client, token, intentFor(ownQuote('new-ethernet-line')));
    await fetch(`${sandbox.origin}/intents/urn:none`);
    metrics = metricsOf(await (await fetch(`${sandbox.origin}/metrics`)).text());
  }, 120_000);
  afterAll(async () => {
    await sandbox.stop();
    await rm(home, { recursive: true, force: true });
  });

  it.each(queries)('%s reads what a running platform tells: %s', (_of, expr) => {
    const { selected, grouped } = readQuery(expr);
    expect(selected.length).toBeGreaterThan(0);
    const missing = selected.flatMap(({ metric, labels }) =>
      missingIn(metrics, metric, [...labels, ...grouped]),
    );
    expect(missing).toEqual([]);
  });

  it('every metric of ours stands in the table of the operators, and no other', () => {
    const ours = [...metrics.keys()].filter((name) => name.startsWith('assent_'));
    const inTable = [...runbook.matchAll(/^\| `(assent_[a-z_]+)` \|/gm)].map(([, name]) => name!);
    expect(inTable.toSorted()).toEqual(ours.toSorted());
  });

  it('knows what is no PromQL', () => {
    expect(() => readQuery('sum by (rate(up[5m])')).toThrow(SyntaxError);
  });
});

describe('files that are handed to others', () => {
  it('the dashboard is the one that dashboard.ts makes', () => {
    expect(read(`${folder}/grafana/assent.json`)).toBe(dashboardText());
  });

  it('panels of the dashboard have ids of their own and do not lie on each other', () => {
    const { panels } = JSON.parse(dashboardText()) as {
      panels: { id: number; gridPos: { x: number; y: number; w: number; h: number } }[];
    };
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)}/${y + Math.floor(cell / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  });

  it.each(alerts)('$alert says what to do, in words and in the runbook', (alert) => {
    const { summary, description, runbook_url: url } = alert.annotations;
    expect([summary, description].every((text) => text.length > 10)).toBe(true);
    expect(['page', 'ticket']).toContain(alert.labels.severity);
    expect(url).toBe(`docs/operations.md#${alert.alert.toLowerCase()}`);
    expect(runbook).toContain(`\n#### ${alert.alert}\n`);
  });

  it('every paragraph of the runbook has its alert', () => {
    const headings = [...runbook.matchAll(/^#### (Assent\w+)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual(alerts.map(({ alert }) => alert));
  });

  it('every file is YAML or JSON', () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const documents = files.filter((file) => /\.(ya?ml|json)$/.test(file));
    expect(documents.length).toBeGreaterThanOrEqual(6);
    for (const file of documents) expect(parse(read(join(folder, file)))).toBeInstanceOf(Object);
  });
});

const promtool = (...words: readonly string[]): string | undefined => {
  try {
    return execFileSync('promtool', words, { encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : String(error);
  }
};

const noPromtool = promtool('--version') === undefined ? 'promtool is not installed' : undefined;

describeUnless(noPromtool, 'promtool', () => {
  it.each([
    ['rules', 'alerts.yml'],
    ['config', 'prometheus.yml'],
  ])('finds nothing wrong with the %s of %s', (kind, file) => {
    expect(promtool('check', kind, `${folder}/prometheus/${file}`)).toContain('SUCCESS');
  });
});
