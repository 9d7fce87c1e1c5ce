import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { flow, freePort, intentFor, ownQuote } from '#testing';
import { PlatformProcess } from './platform-process.js';

interface Report {
  readonly differences: readonly object[];
}

describe('replay --verify finds what was changed by hand in the database', () => {
  let folder: string;
  let platform: PlatformProcess;
  let database: pg.Client;
  let stream: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assent-tampering-'));
    platform = new PlatformProcess(folder, await freePort());
    await platform.start();
    const enrolled = await flow.enrol(platform.origin, 'tamper', 'http://localhost:9/tamper/callback');
    const { client } = await flow.register(enrolled);
    const token = await flow.clientToken(client, 'intents');
    const intent = await flow.stage(client, token, intentFor(ownQuote('new-ethernet-line')));
    const headers = { authorization: `Bearer ${token}` };
    await flow.call('DELETE', `${platform.origin}/intents/${encodeURIComponent(intent)}`, { headers });
    stream = `intent-${intent}`;
    database = new pg.Client({ connectionString: await platform.databaseUrl() });
    await database.connect();
  }, 120_000);
  afterAll(async () => {
    await database.end();
    await platform.stop();
    await rm(folder, { recursive: true, force: true });
  }, 30_000);

  const verify = async (): Promise<{ code: number; differences: string }> => {
    const { code, output } = await platform.run('replay', '--verify', '--json');
    const report = JSON.parse(output.slice(output.indexOf('{'))) as Report;
    return { code, differences: JSON.stringify(report.differences) };
  };

  /** Changes, looks, and puts back. */
  const tampered = async (
    change: string,
    restore: string,
  ): Promise<{ code: number; differences: string }> => {
    await database.query(change, [stream]);
    return verify().finally(() => database.query(restore));
  };

  it('finds nothing where nothing was changed', async () => {
    expect(await verify()).toEqual({ code: 0, differences: '[]' });
  }, 60_000);

  it.each([
    [
      'an edited payload',
      `update intents.event set data = replace(data::text, '"single"', '"recurring"')::json where stream = $1 and version = 1`,
    ],
    ['a deleted event', 'delete from intents.event where stream = $1 and version = 1'],
    ['the last event deleted', 'delete from intents.event where stream = $1 and version = 2'],
    [
      'an edited inline state',
      `update intents.stream set state = replace(state::text, '"withdrawn"', '"authorized"')::json where id = $1`,
    ],
  ])(
    'finds %s, and names the stream',
    async (_what, change) => {
      await database.query('create table kept_event as select * from intents.event');
      await database.query('create table kept_stream as select * from intents.stream');
      const { code, differences } = await tampered(
        change,
        `delete from intents.event; insert into intents.event select * from kept_event;
       delete from intents.stream; insert into intents.stream select * from kept_stream;
       drop table kept_event; drop table kept_stream`,
      );
      expect(code).toBe(1);
      expect(differences).toContain(stream);
    },
    60_000,
  );

  it('is clean again once all is put back', async () => {
    expect(await verify()).toEqual({ code: 0, differences: '[]' });
  }, 60_000);
});
