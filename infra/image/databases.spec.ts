import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { testPostgres } from '#testing';
import { inherited, root } from '../fleet/process.js';

const run = promisify(execFile);

describe('the databases of docker-compose.yml', () => {
  let url: string;
  let drop: () => Promise<void>;
  beforeAll(async () => ({ url, drop } = await testPostgres()));
  afterAll(async () => {
    const client = await connect(url);
    for (const name of ['assent_probeone', 'assent_probetwo']) {
      await client.query(`drop database if exists ${name} with (force)`);
      await client.query(`drop role if exists ${name}`);
    }
    await client.end();
    await drop();
  });

  const provide = (one: string): Promise<unknown> =>
    run(process.execPath, [join(root, 'infra/image/databases.mjs')], {
      cwd: root,
      env: {
        ...inherited(),
        POSTGRES_URL: url,
        PROBEONE_DATABASE_PASSWORD: one,
        PROBETWO_DATABASE_PASSWORD: `two's "password"`,
      },
    });

  const connect = async (to: string): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: to });
    await client.connect();
    return client;
  };

  const as = async (service: string, password: string, database = service): Promise<string> => {
    const to = new URL(url);
    to.username = `assent_${service}`;
    to.password = encodeURIComponent(password);
    to.pathname = `/assent_${database}`;
    const client = await connect(to.href);
    await client.query('create schema if not exists probe');
    return client.end().then(() => 'welcome');
  };

  it('are of one user each, and stay when they are there', async () => {
    await provide('first');
    expect(await as('probeone', 'first')).toBe('welcome');
    expect(await as('probetwo', `two's "password"`)).toBe('welcome');
    await provide('second');
    expect(await as('probeone', 'second')).toBe('welcome');
  });

  it('let nobody else in', async () => {
    await expect(as('probeone', 'second', 'probetwo')).rejects.toThrow('permission denied for database');
    await expect(as('probeone', 'first')).rejects.toThrow('password authentication failed');
  });
});
