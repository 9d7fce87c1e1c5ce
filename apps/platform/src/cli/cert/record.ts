import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { opaqueId } from '#crypto';
import { DataFolder } from '../../start/data-folder.js';
import { print } from '../output.js';
import type { Holding } from './holding.js';
import type { PartyStore } from './party-store.js';

/** What was done in a ceremony, by whom: no secret in it. */
export type Facts = Readonly<Record<string, string | number | undefined>>;

/** Says what is being done while it is: on standard error, so that the record alone is on standard output. */
export const progress = (line: string): void => {
  process.stderr.write(`  ${line} …\n`);
};

/** Who sits at the keyboard, as far as the machine knows. */
export const operatorName = (): string => `${userInfo().username}@${hostname()}`;

/** Prints the record of a ceremony and keeps it beside the keys, in `records`. */
export const record = async (
  command: Command,
  store: PartyStore | undefined,
  ceremony: string,
  facts: Facts,
): Promise<void> => {
  const at = new Date().toISOString();
  const whole = Object.fromEntries(
    Object.entries({ ceremony, by: operatorName(), at, ...facts }).filter(([, value]) => value !== undefined),
  );
  if (store) await keep(store, at, whole);
  print(command, whole, () => inWords(whole));
};

const keep = async ({ folder }: PartyStore, at: string, whole: object): Promise<void> => {
  const records = new DataFolder(join(folder, 'records'));
  await records.open();
  await records.write(`${at.replaceAll(':', '-')}-${opaqueId(4)}.json`, whole);
};

const inWords = (whole: object): string => {
  const entries = Object.entries(whole) as [string, string | number][];
  const width = Math.max(...entries.map(([name]) => name.length));
  const lines = entries.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
  return ['Record of ceremony', ...lines].join('\n');
};

/** What every record says of a key. */
export const factsOf = (holding: Holding): Facts => ({
  environment: holding.environment,
  profile: holding.profile,
  organisation: holding.organisationId,
  software: holding.softwareId,
  subject: holding.subject,
  'server names': holding.serverNames.join(', ') || undefined,
  key: `${holding.keyId} (${holding.keyKind})`,
  certificate: holding.issued?.certificateId,
  'serial number': holding.issued?.serial,
  'SHA-256 fingerprint': holding.issued?.fingerprint,
  'valid until': holding.issued?.notAfter,
  kid: holding.issued?.kid,
  'JWKS URL': holding.issued?.jwksUri,
});
