import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { Secret, TOTP } from 'otpauth';
import { startSandbox } from '../start/sandbox.js';
import { services } from '../services.js';
import type { Person } from './flows.js';

/** A whole platform in this process, on a free port and a database of its own. */
export interface TestPlatform {
  readonly origin: string;
  readonly person: Person;
  readonly databaseUrl: string;
  readonly operatorPassword: string;
  /** How many events each service has written. */
  events(): Promise<Readonly<Record<string, number>>>;
  /** Waits until what has been written has had its consequences: no new event for a while. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

export const freePort = (): Promise<number> =>
  new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, 'localhost', () => {
      const address = probe.address();
      probe.close(() => found(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** A one-time password is good once, so each call takes the first time step within the allowed drift that was not used yet. */
export const oneTimePasswords = (secret: string): (() => string) => {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  const used = new Set<string>();
  return () => {
    // The step to come before the one that passed: time goes on until the code is judged.
    const steps = [0, 1, -1].map((drift) => totp.generate({ timestamp: Date.now() + drift * 30_000 }));
    const unused = steps.find((code) => !used.has(code)) ?? steps[0]!;
    used.add(unused);
    return unused;
  };
};

const eventCounts = services
  .map(({ name }) => `select '${name}' as service, count(*)::int as events from "${name}".event`)
  .join(' union all ');

export const startTestPlatform = async (variables: Record<string, string> = {}): Promise<TestPlatform> => {
  const folder = await mkdtemp(join(tmpdir(), 'assent-e2e-'));
  const port = await freePort();
  // The sample Buyer is another company's software, and reads the environment by itself.
  process.env['ASSENT_BUYER_FOLDER'] = join(folder, 'buyer');
  const sandbox = await startSandbox({
    folder,
    variables: {
      ASSENT_PORT: String(port),
      ASSENT_LOG_LEVEL: process.env['E2E_LOG'] ?? 'silent',
      ...variables,
    },
    persistent: false,
  });
  const pool = new pg.Pool({ connectionString: sandbox.databaseUrl, max: 1 });
  const events = async (): Promise<Record<string, number>> => {
    const { rows } = await pool.query<{ service: string; events: number }>(eventCounts);
    return Object.fromEntries(rows.map((row) => [row.service, row.events]));
  };
  const { username, password, totpSecret } = sandbox.secrets.person;
  return {
    origin: sandbox.origin,
    databaseUrl: sandbox.databaseUrl,
    operatorPassword: sandbox.secrets.operatorPassword,
    person: { username, password, totp: oneTimePasswords(totpSecret) },
    events,
    settled: () => settled(events),
    stop: async () => {
      await pool.end();
      await sandbox.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

const settled = async (events: () => Promise<Record<string, number>>): Promise<void> => {
  let before = '';
  for (let waited = 0; waited < 100; waited += 1) {
    const now = JSON.stringify(await events());
    if (now === before) return;
    before = now;
    await new Promise((resume) => setTimeout(resume, 60));
  }
};
