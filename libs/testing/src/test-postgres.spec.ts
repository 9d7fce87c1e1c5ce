import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { testPostgres } from './test-postgres.js';

const run = async (url: string, text: string): Promise<pg.QueryResult> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(text);
  } finally {
    await client.end();
  }
};

describe('a test database', () => {
  it('is empty and of the test alone, and gone when dropped', async () => {
    const [one, other] = await Promise.all([testPostgres(), testPostgres()]);
    await run(one.url, 'create table t (id int)');
    await run(other.url, 'create table t (id int)');
    await one.drop();
    await expect(run(one.url, 'select 1')).rejects.toThrow('does not exist');
    await other.drop();
  });

  it('leaves no server and no files when the process is killed', async () => {
    const script = `
      const { testPostgres } = await import(${JSON.stringify(new URL('test-postgres.js', import.meta.url))});
      const { default: pg } = await import('pg');
      const client = new pg.Client({ connectionString: (await testPostgres()).url });
      await client.connect();
      console.log((await client.query('show data_directory')).rows[0].data_directory);
      setInterval(() => {}, 1000);`;
    const { TEST_DATABASE_URL: _, ...env } = process.env;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [printed] = (await once(child.stdout, 'data')) as [Buffer];
    const data = printed.toString().trim();
    const pid = Number.parseInt(await readFile(`${data}/postmaster.pid`, 'utf8'), 10);
    child.kill('SIGKILL');
    await gone(data);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });
});

const gone = async (path: string): Promise<void> => {
  for (let tries = 0; tries < 500; tries += 1) {
    const there = await access(path).then(
      () => true,
      () => false,
    );
    if (!there) return;
    await pause(20);
  }
  throw new Error(`${path} is still there`);
};
