import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { eventually, flow, freePort, intentFor, ownQuote } from '#testing';
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
    variables = {
      ASSENT_DATA: folder,
      ASSENT_PORT: String(await freePort()),
      ASSENT_LOG_LEVEL: 'silent',
      ASSENT_NOTIFICATIONS_MOST_ATTEMPTS: '1',
    };
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
  const sql = async (text: string): Promise<readonly unknown[]> => {
    const client = new pg.Client({ connectionString: sandbox.databaseUrl });
    await client.connect();
    const { rows } = await client.query<object>(text).finally(() => client.end());
    return rows;
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

  it('walk takes a Seller that runs elsewhere, and needs to know who signs in there', async () => {
    const alone = await run('walk', '--origin', sandbox.origin);
    expect([alone.code, alone.stderr]).toEqual([1, expect.stringContaining('goes --person')]);
    const person = join(folder, 'person.json');
    await writeFile(person, JSON.stringify(sandbox.secrets.person));
    const walked = await json<{ quoteId?: string }>('walk', '--origin', sandbox.origin, '--person', person);
    expect(walked.quoteId).toEqual(expect.any(String));
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

  it('redrive has notifications sent again that were given up', async () => {
    const { client } = await flow.register(
      await flow.enrol(sandbox.origin, 'Redriven', 'http://localhost:9/'),
    );
    const hub = await flow.call('POST', `${sandbox.origin}/hub`, {
      headers: { authorization: `Bearer ${await flow.clientToken(client, 'notifications')}` },
      body: { callback: 'http://localhost:9/listener' },
    });
    expect(hub.status).toBe(201);
    const bearer = await flow.clientToken(client, 'intents');
    const staged = await flow.stage(client, bearer, intentFor(ownQuote('internet-access-add')));
    await flow.call('DELETE', `${sandbox.origin}/intents/${staged}`, {
      headers: { authorization: `Bearer ${bearer}` },
    });
    await eventually(async () => {
      const found = await json<{ parked: { stream: string }[] }[]>('redrive', '--list', 'deliveries');
      expect(found.flatMap(({ parked }) => parked)).toMatchObject([{ consumer: 'deliveries', messages: 1 }]);
    }, 20_000);
    expect(await run('redrive', 'deliveries')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/delivery-[\s\S]*try these again now/) as string,
    });
    const redriven = `select data from notifications.event where type = 'NotificationRedriven'`;
    await eventually(async () => expect(await sql(redriven)).toHaveLength(1), 20_000);
  }, 60_000);

  it('clients suspends a client, whose tokens are refused then, and reinstates it', async () => {
    const enrolled = await flow.enrol(sandbox.origin, 'Suspended', 'http://localhost:9/');
    const { client } = await flow.register(enrolled);
    const headers = { authorization: `Bearer ${await flow.clientToken(client, 'intents')}` };
    const intents = async () => (await flow.call('GET', `${sandbox.origin}/intents`, { headers })).status;
    expect(await intents()).toBe(200);
    expect(await run('clients', 'suspend', client.clientId)).toMatchObject({ code: 2 }); // not without a reason
    const suspend = ['clients', 'suspend', client.clientId, '--reason'];
    expect(await run(...suspend, 'No reason')).toMatchObject({ code: 1 });
    expect(await json(...suspend, 'key-compromised')).toMatchObject([{ status: 'suspended' }]);
    await eventually(async () => expect(await intents()).toBe(401));
    const { stdout } = await run('clients', 'list', '--suspended');
    expect(stdout).toContain('key-compromised (operator operator)');
    expect(await json('clients', 'reinstate', client.clientId)).toMatchObject([{ status: 'active' }]);
    await eventually(() => expect(flow.clientToken(client, 'intents')).resolves.toBeDefined());
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
