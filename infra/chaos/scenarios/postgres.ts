import { setTimeout as pause } from 'node:timers/promises';
import type { Arena, Scenario } from '../arena.js';
import { FullDisk } from './full-disk.js';

type Fault = (arena: Arena) => Promise<string>;

const killed: Fault = async ({ fleet, random }) => {
  await fleet.postgres.killHard();
  const away = random.between(0, 1_500);
  await pause(away);
  await fleet.postgres.start();
  return `was killed, and started after ${away} ms`;
};

/** Longer than a request waits for a connection. */
const LOCKED = 7_000;

// Every connection of the pool ends up waiting for the lock, and every further request for a connection.
const exhausted: Fault = async ({ databases, random }) => {
  const service = random.pick(['intents', 'tokens', 'quotes'] as const);
  const client = await databases.connect(service);
  try {
    await client.query('begin');
    await client.query('lock table stream in access exclusive mode');
    await pause(LOCKED);
    await client.query('rollback');
  } finally {
    client.release();
  }
  return `had no connection left for ${service} for ${LOCKED} ms`;
};

const readOnly: Fault = async ({ databases, random }) => {
  const held = random.between(1_500, 3_000);
  await databases.rows('intents', 'alter system set default_transaction_read_only = on');
  await reloaded(databases, 'on');
  await pause(held);
  await databases.rows('intents', 'alter system reset default_transaction_read_only');
  await reloaded(databases, 'off');
  return `took no writes for ${held} ms`;
};

// The server tells its processes one after the other, each of which looks at its settings before its next statement.
const reloaded = async (databases: Arena['databases'], readOnlyIs: string): Promise<void> => {
  await databases.rows('intents', 'select pg_reload_conf()');
  for (;;) {
    const shown = `select current_setting('default_transaction_read_only') as value`;
    const [row] = await databases.rows<{ value: string }>('intents', shown);
    if (row?.value === readOnlyIs) return pause(50);
    await pause(20);
  }
};

/** PostgreSQL crashes, has no connection, takes no writes, has no room. */
export const breakPostgres: Scenario = {
  name: 'postgres',
  summary:
    'PostgreSQL is killed and restarted, read-only, out of disk space, and out of connections, in turn: 503 with Retry-After, never a false success',
  begin: async (arena) => {
    const disk = await FullDisk.prepare(arena);
    const full: Fault = async ({ random }) => disk.fill(random.between(1_500, 3_000));
    const faults = disk.possible ? [killed, readOnly, full, exhausted] : [killed, readOnly, exhausted];
    return {
      round: async (number) => {
        await pause(arena.random.between(500, 1_500));
        const what = await faults[(number - 1) % faults.length]!(arena);
        arena.tell(`round ${number}: PostgreSQL ${what}`);
      },
      end: () => disk.remove(),
    };
  },
};
