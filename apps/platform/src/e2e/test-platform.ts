import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { AppParts } from '#service';
import { freePort, oneTimePasswords, type flow } from '#testing';
import { startSandbox } from '../start/sandbox.js';
import { services } from '../services.js';

/** A whole platform in this process, on a free port and a database of its own. */
export interface TestPlatform {
  readonly origin: string;
  readonly person: flow.Person;
  readonly databaseUrl: string;
  readonly operatorPassword: string;
  readonly folder: string;
  /** PEM file of the authority of its server certificate, where it serves https. */
  readonly ca?: string;
  /** How many events each service has written. */
  events(): Promise<Readonly<Record<string, number>>>;
  /** Waits until what has been written has had its consequences: no new event for a while. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

const eventCounts = services
  .map(({ name }) => `select '${name}' as service, count(*)::int as events from "${name}".event`)
  .join(' union all ');

// Timers of the Seller's make events, whoever asks for what meanwhile: of quotes that it works on, and of notifications on their way.
const awaitedSoon = `
  select (select count(*) from "quotes".stream
           where kind = 'quote' and (state ->> 'dueAt')::timestamptz < now() + interval '20 seconds')::int
       + (select count(*) from "notifications".stream
           where kind = 'delivery' and (state ->> 'dueAt')::timestamptz < now() + interval '1 second')::int as soon`;

export const startTestPlatform = async (
  variables: Record<string, string> = {},
  parts: AppParts = {},
): Promise<TestPlatform> => {
  const folder = await mkdtemp(join(tmpdir(), 'assent-e2e-'));
  const port = await freePort();
  // The sample Buyer is another company's software, and reads the environment by itself.
  process.env['ASSENT_BUYER_FOLDER'] = join(folder, 'buyer');
  if (variables['ASSENT_TLS_PORT']) process.env['ASSENT_BUYER_CA'] = join(folder, 'tls', 'ca.pem');
  const sandbox = await startSandbox({
    folder,
    variables: {
      ASSENT_PORT: String(port),
      ASSENT_LOG_LEVEL: process.env['E2E_LOG'] ?? 'silent',
      ...variables,
    },
    persistent: false,
    parts,
  });
  const pool = new pg.Pool({ connectionString: sandbox.databaseUrl, max: 1 });
  const events = async (): Promise<Record<string, number>> => {
    const { rows } = await pool.query<{ service: string; events: number }>(eventCounts);
    return Object.fromEntries(rows.map((row) => [row.service, row.events]));
  };
  const awaited = async (): Promise<number> =>
    (await pool.query<{ soon: number }>(awaitedSoon)).rows[0]!.soon;
  const { username, password, totpSecret } = sandbox.secrets.person;
  return {
    origin: sandbox.origin,
    databaseUrl: sandbox.databaseUrl,
    operatorPassword: sandbox.secrets.operatorPassword,
    folder,
    ...(sandbox.ca !== undefined && { ca: sandbox.ca }),
    person: { username, password, totp: oneTimePasswords(totpSecret) },
    events,
    settled: () => settled(events, awaited),
    stop: async () => {
      await pool.end();
      await sandbox.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

const settled = async (
  events: () => Promise<Record<string, number>>,
  awaited: () => Promise<number>,
): Promise<void> => {
  let before = '';
  for (let waited = 0; waited < 300; waited += 1) {
    const now = JSON.stringify(await events());
    if (now === before && (await awaited()) === 0) return;
    before = now;
    await new Promise((resume) => setTimeout(resume, 60));
  }
};
