import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freePort } from '../e2e/test-platform.js';
import { startSandbox, type Sandbox } from '../start/sandbox.js';
import { walkThrough } from '../start/walk-through.js';
import { assent, type Told } from './in-process.js';

/** One sandbox that a walk went through, and the command line beside it. */
describe('assent', () => {
  let folder: string;
  let sandbox: Sandbox;
  let variables: Record<string, string>;
  let intentId: string;
  let quoteId: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assent-cli-'));
    variables = { ASSENT_DATA: folder, ASSENT_PORT: String(await freePort()), ASSENT_LOG_LEVEL: 'silent' };
    sandbox = await startSandbox({ folder, variables, persistent: false });
    const walked = await walkThrough(sandbox, { log: () => undefined });
    intentId = walked.intent?.intentId ?? '';
    quoteId = walked.quote?.quoteId ?? '';
  }, 120_000);
  afterAll(async () => {
    await sandbox.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const run = (...words: string[]): Promise<Told> => assent(words, variables);
  const json = async <T>(...words: string[]): Promise<T> =>
    JSON.parse((await run('--json', ...words)).stdout) as T;
  const sql = async (text: string): Promise<void> => {
    const client = new pg.Client({ connectionString: sandbox.databaseUrl });
    await client.connect();
    await client.query(text).finally(() => client.end());
  };

  it('timeline tells what happened to an intent, over all services', async () => {
    const { entries } = await json<{ entries: { type: string }[] }>('timeline', intentId);
    const types = entries.map(({ type }) => type);
    const told = [
      'IntentStaged',
      'AuthorizationRequested',
      'ConsentGranted',
      'CodeIssued',
      'CodeRedeemed',
      'QuoteCreated',
    ];
    expect(told.filter((type) => !types.includes(type))).toEqual([]);
  });

  it('timeline of nothing fails', async () => {
    const { code, stderr } = await run('timeline', 'urn:assent:intent:none');
    expect([code, stderr]).toEqual([1, 'assent: Nothing is known of urn:assent:intent:none.\n']);
  });

  it('replay --verify finds nothing in an honest log', async () => {
    const { code, stdout } = await run('replay', '--verify');
    expect([code, stdout]).toEqual([0, expect.stringContaining('Everything is as its events say.')]);
  });

  it('replay --verify finds a state that was edited by hand, names it, and exits with 1', async () => {
    const edit = (from: string, to: string): string =>
      `update intents.stream set state = replace(state::text, '${from}', '${to}')::json where id = 'intent-${intentId}'`;
    await sql(edit('"consumed"', '"revoked"'));
    const { code, stdout } = await run('replay', '--verify');
    await sql(edit('"revoked"', '"consumed"'));
    expect([code, stdout]).toEqual([1, expect.stringContaining(`intents, intent-${intentId}`)]);
    expect(stdout).toContain('state-differs');
  });

  it('keys rotate publishes a key of each algorithm, which does not sign yet', async () => {
    const [before] = await json<{ keys: object[] }[]>('keys', 'list', 'tokens');
    const [after] = await json<{ keys: { use: string }[] }[]>('keys', 'rotate', 'tokens');
    expect([before?.keys.length, after?.keys.map(({ use }) => use)]).toEqual([
      3,
      ['active', 'active', 'active', 'pending', 'pending', 'pending'],
    ]);
  });

  it('keys list makes no keys of its own', async () => {
    const listed = await json<{ service: string; keys: object[] }[]>('keys', 'list');
    expect(listed.map(({ service }) => service)).toContain('authorization');
    expect((await run('keys', 'list', 'nobody')).code).toBe(1);
  });

  it('erase deletes the personal data of a stream, once, and replay still verifies', async () => {
    const stream = `quote-${quoteId}`;
    expect(await run('erase', stream)).toMatchObject({ code: 1 }); // not without being sure
    expect(await json('erase', stream, '--yes')).toEqual({ stream, erased: ['quotes'] });
    expect(await run('erase', stream, '--yes')).toMatchObject({ code: 1 });
    expect(await run('replay', '--verify')).toMatchObject({ code: 0 });
  });

  it('redrive says that nothing is parked', async () => {
    expect(await run('redrive')).toMatchObject({ code: 0, stdout: 'Nothing is parked.\n' });
  });

  it('migrate may be repeated', async () => {
    const { migrated } = await json<{ migrated: string[] }>('migrate');
    expect(migrated).toContain('intents');
  });

  it('walk repeats the ten steps against the platform that runs', async () => {
    const walked = await json<{ intentId: string; quoteId: string }>(
      'walk',
      '--quote',
      'apps/buyer/quotes/internet-access-add.json',
    );
    expect(walked.intentId).toMatch(/^urn:assent:intent:/);
    expect(walked.intentId).not.toBe(intentId);
  }, 120_000);

  it('walk with a file that is not there fails in one sentence', async () => {
    const { code, stderr } = await run('walk', '--quote', 'nowhere.json');
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/^assent: The file .*nowhere\.json cannot be read: .*\n$/),
    ]);
  });

  it.each([[['bogus']], [['replay']], [['timeline']], [['start', '--nonsense']]])(
    'called wrongly (%j), exits with 2',
    async (words) => {
      expect((await run(...words)).code).toBe(2);
    },
  );

  it('--help of every command exits with 0', async () => {
    const names = ['start', 'walk', 'migrate', 'replay', 'timeline', 'redrive', 'erase', 'keys', 'settings'];
    const codes = await Promise.all(names.map(async (name) => (await run(name, '--help')).code));
    expect(codes).toEqual(names.map(() => 0));
  }, 120_000);
});
