import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { authenticity } from '#crypto';
import { eventually, freePort } from '#testing';
import { startSandbox, type Sandbox } from '../start/sandbox.js';
import { walkThrough } from '../start/walk-through.js';
import { assent, type Told } from './in-process.js';

type Evidence = authenticity.Evidence;

const json = async (file: string): Promise<Evidence> => JSON.parse(await readFile(file, 'utf8')) as Evidence;

describe('evidence of what Buyer and Seller said to each other (draft W128 §9)', () => {
  let sandbox: Sandbox;
  let folder: string;
  let buyers: string;
  let sellers: string;
  let variables: Record<string, string>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assent-evidence-'));
    const port = String(await freePort());
    variables = { ASSENT_DATA: folder, ASSENT_PORT: port, ASSENT_LOG_LEVEL: 'silent' };
    sandbox = await startSandbox({ folder, variables, persistent: false });
    const lines: string[] = [];
    const { intent } = await walkThrough(sandbox, { log: (line) => lines.push(line) });
    buyers = /assent evidence verify (\S+\.json)/.exec(lines.join('\n'))![1]!;
    sellers = join(folder, 'sellers.json');
    // Audit hears of it a moment later.
    await eventually(async () => {
      await run('evidence', 'export', intent!.intentId!, '--out', sellers);
      const [one] = (await json(sellers)).conversations;
      if (one?.messages.length !== 4) throw new Error('audit has not heard of all messages yet');
    });
  }, 120_000);
  afterAll(async () => {
    await sandbox.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const run = (...words: string[]): Promise<Told> => assent(words, variables);
  const verify = async (file: string, ...more: string[]) => {
    const { code, stdout, stderr } = await run('--json', 'evidence', 'verify', file, ...more);
    return { code, output: stdout + stderr };
  };
  const exported = async (intent: string) => {
    const { code, stdout, stderr } = await run('evidence', 'export', intent);
    return { code, output: stdout + stderr };
  };
  const written = async (name: string, evidence: unknown): Promise<string> => {
    const file = join(folder, `${name}.json`);
    await writeFile(file, JSON.stringify(evidence));
    return file;
  };

  it('is the same from both sides, and good without anybody being asked', async () => {
    const [one, other] = [await json(buyers), await json(sellers)];
    const said = ({ conversations }: Evidence) => conversations[0]!.messages.map(({ message }) => message);
    expect(said(one)).toEqual(said(other));
    for (const file of [buyers, sellers]) {
      const { code, output } = await verify(file);
      expect([code, JSON.parse(output)]).toMatchObject([
        0,
        { good: true, conversations: [{ verdict: 'good' }] },
      ]);
    }
    expect((await verify(buyers, '--with', sellers)).code).toBe(0);
  });

  it('holds no secret that is still good, no token and no personal data', async () => {
    const text = (await readFile(buyers, 'utf8')) + (await readFile(sellers, 'utf8'));
    const [folderOfSeller] = await readdir(join(folder, 'buyer'));
    const own = join(folder, 'buyer', folderOfSeller!);
    const [name] = await readdir(join(own, 'dialogues'));
    const { secrets } = JSON.parse(await readFile(join(own, 'dialogues', name!), 'utf8')) as {
      secrets: string[];
    };
    const decoded = [...text.matchAll(/"message": "[\w-]+\.([\w-]+)\./g)]
      .map(([, part]) => Buffer.from(part!, 'base64url').toString())
      .join();
    expect([text + decoded].filter((all) => all.includes(secrets.at(-1)!))).toEqual([]);
    expect(text + decoded).not.toMatch(/emailAddress|at\+jwt|"d":|Bearer/);
  });

  it('is good by keys that its reader has from the parties themselves, and by no others', async () => {
    const { keys } = await json(buyers);
    const pins = await written('pins', { keys: keys.map(({ jwk }) => jwk) });
    const half = await written('half', { keys: [keys[0]!.jwk] });
    expect((await verify(sellers, '--jwks', pins)).code).toBe(0);
    const { code, output } = await verify(sellers, '--jwks', half);
    expect([code, output]).toEqual([1, expect.stringContaining('key-not-pinned')]);
  });

  it.each([
    [
      'edited',
      (all: readonly authenticity.RecordedMessage[]) =>
        all.with(1, {
          ...all[1]!,
          message: all[1]!.message.replace(/.(?=.$)/, (last) => (last === 'A' ? 'B' : 'A')),
        }),
    ],
    ['removed', (all: readonly authenticity.RecordedMessage[]) => all.toSpliced(1, 1)],
    ['inserted', (all: readonly authenticity.RecordedMessage[]) => all.toSpliced(3, 0, all[0]!)],
    ['reordered', (all: readonly authenticity.RecordedMessage[]) => all.with(1, all[2]!).with(2, all[1]!)],
  ])('is not good once a message was %s', async (what, change) => {
    const evidence = await json(sellers);
    const [one] = evidence.conversations;
    const file = await written(what, {
      ...evidence,
      conversations: [{ ...one!, messages: change(one!.messages) }],
    });
    const { code, stdout } = await run('evidence', 'verify', file);
    expect([code, stdout]).toEqual([1, expect.stringContaining('NOT GOOD')]);
  });

  it('that leaves out the end is found by what the other side has', async () => {
    const evidence = await json(sellers);
    const [one] = evidence.conversations;
    const file = await written('short', {
      ...evidence,
      conversations: [{ ...one!, messages: one!.messages.slice(0, 2) }],
    });
    expect((await verify(file)).code).toBe(0);
    const { code, output } = await verify(file, '--with', buyers);
    expect([
      code,
      (JSON.parse(output) as { missing: { hashes: string[] }[] }).missing[0]!.hashes.length,
    ]).toEqual([1, 2]);
  });

  it('is a file, and says so where it is none', async () => {
    const answers = [
      await verify(await written('none', {})),
      await verify(join(folder, 'absent.json')),
      await exported('urn:assent:intent:none'),
    ];
    expect(answers.map(({ code }) => code)).toEqual([1, 1, 1]);
    expect(
      answers.map(({ output }) => /is no evidence|cannot be read|Nothing was said/.test(output)),
    ).toEqual([true, true, true]);
  });

  it('is for operators alone', async () => {
    const { status } = await fetch(`${sandbox.origin}/audit/intents/urn%3Ax/evidence`);
    expect(status).toBe(401);
  });
});
