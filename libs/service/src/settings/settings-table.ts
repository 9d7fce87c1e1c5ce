import type { ServiceDefinition } from '../run/service-definition.js';
import { commonSettings } from './common-settings.js';
import type { SettingSpec, SettingSpecs } from './settings.js';

/** One documented setting, for `assent settings` and docs/operations.md. */
export interface SettingRow {
  readonly service: string;
  readonly env: string;
  readonly doc: string;
  readonly sandbox: string;
  readonly production: string;
  readonly secret: boolean;
}

/** Every environment variable that these services read, the common ones first. */
export const settingsTable = (definitions: readonly ServiceDefinition[]): readonly SettingRow[] => [
  {
    service: 'all',
    env: 'ASSENT_MODE',
    doc: 'sandbox or production.',
    sandbox: 'sandbox',
    production: 'required',
    secret: false,
  },
  ...rows('all', commonSettings),
  ...definitions.flatMap(({ name, settings }) => rows(name, settings?.specs ?? {})),
];

const rows = (service: string, specs: SettingSpecs): readonly SettingRow[] =>
  Object.values(specs).map((spec: SettingSpec<unknown>) => ({
    service,
    env: spec.env,
    doc: spec.doc,
    sandbox: shown(spec.sandbox),
    production: shown(spec.production),
    secret: spec.secret ?? false,
  }));

const shown = (value: unknown): string => {
  if (value === undefined) return 'required';
  if (typeof value === 'string') return value === '' ? 'none' : value;
  const empty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  return empty ? 'none' : JSON.stringify(value);
};
