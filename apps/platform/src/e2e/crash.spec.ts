import { randomInt, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Browser, flow, freePort, intentFor, ownQuote, type TestClient } from '#testing';
import { PlatformProcess } from './platform-process.js';

/** More rounds: CRASH_ROUNDS=50. */
const rounds = Number(process.env['CRASH_ROUNDS'] ?? 3);

/** What the client was told, and so must find again. */
interface Acknowledged {
  readonly intents: string[];
  readonly quotes: string[];
}

/** A walk that goes on from the last answer it got. */
class Walker {
  readonly acknowledged: Acknowledged = { intents: [], quotes: [] };
  finished = 0;
  /** What the platform said to requests that it answered, but not as hoped. */
  readonly refusals: string[] = [];
  private key = randomUUID();
  private payload: Record<string, unknown> = {};
  private intent = '';
  private tokens: flow.Tokens | undefined;
  private visit: { readonly browser: Browser; readonly query: URLSearchParams } | undefined;

  constructor(
    private readonly client: TestClient,
    private readonly person: flow.Person,
  ) {}

  /** One walk, taken up where it was interrupted. Rejects when the platform dies. */
  async walk(): Promise<void> {
    if (!this.intent) await this.stage();
    if (!this.tokens) await this.consent();
    await this.quote();
    this.finished += 1;
  }

  private async stage(): Promise<void> {
    if (!this.payload['externalId'])
      this.payload = { ...ownQuote('new-ethernet-line'), externalId: randomUUID() };
    const token = await flow.clientToken(this.client, 'intents');
    const headers = { 'x-idempotency-key': this.key };
    this.intent = await flow.stage(this.client, token, intentFor(this.payload), headers);
    this.acknowledged.intents.push(this.intent);
  }

  private async consent(): Promise<void> {
    // A person who reloads sends the same request from the same browser, and is taken up where they were.
    this.visit ??= {
      browser: new Browser(this.client.issuer),
      query: await flow.authorizationQuery(this.client, this.intent),
    };
    const { browser, query } = this.visit;
    const response = await flow.decide(this.client, this.person, query, { browser });
    const code = response.get('code');
    // The code was redeemed and the answer lost: it is spent (RFC 6749 §4.1.2), so the Buyer asks anew.
    if (!code)
      return this.startOver(`authorize: ${response.get('error_description') ?? response.get('error')}`);
    const form = { grant_type: 'authorization_code', code, redirect_uri: this.client.redirectUri };
    const answer = await flow.token(this.client, form);
    if (answer.status !== 200) return this.startOver(`token: ${answer.status} ${answer.body.error}`);
    this.tokens = answer.body;
  }

  private async quote(): Promise<void> {
    if (!this.tokens) return;
    const answer = await flow.createQuote(this.client, this.tokens, this.payload, {
      'x-idempotency-key': this.key,
    });
    if (answer.status === 201) this.acknowledged.quotes.push(answer.body.id);
    this.startOver(
      answer.status === 201 ? undefined : `createQuote: ${answer.status} ${JSON.stringify(answer.body)}`,
    );
  }

  private startOver(refusal?: string): void {
    if (refusal !== undefined) this.refusals.push(refusal);
    this.key = randomUUID();
    this.payload = {};
    this.intent = '';
    this.tokens = undefined;
    this.visit = undefined;
  }

  /** What was acknowledged and cannot be found. */
  async missing(): Promise<string[]> {
    const missing: string[] = [];
    const token = await flow.clientToken(this.client, 'intents retrieveQuote');
    const headers = { authorization: `Bearer ${token}` };
    const { issuer } = this.client;
    const paths = [
      ...this.acknowledged.intents.map((id) => `/intents/${encodeURIComponent(id)}`),
      ...this.acknowledged.quotes.map((id) => `/mefApi/sonata/quoteManagement/v8/quote/${id}`),
    ];
    for (const path of paths) {
      const { status } = await flow.call('GET', issuer + path, { headers });
      if (status !== 200) missing.push(`${path}: ${status}`);
    }
    return missing;
  }
}

const untilKilled = async (platform: PlatformProcess, walker: Walker): Promise<void> => {
  let killed = false;
  const death = new Promise((resume) => setTimeout(resume, randomInt(20, 1500))).then(async () => {
    killed = true;
    await platform.killHard();
  });
  while (!killed) await walker.walk().catch(() => new Promise((resume) => setTimeout(resume, 20)));
  await death;
};

describe(`kill -9 of the platform at ${rounds} random moments loses nothing that was answered`, () => {
  let folder: string;
  let platform: PlatformProcess;
  let walker: Walker;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assent-crash-'));
    platform = new PlatformProcess(folder, await freePort());
    await platform.start();
    const enrolled = await flow.enrol(platform.origin, 'crash', 'http://localhost:9/crash/callback');
    const { client } = await flow.register(enrolled);
    walker = new Walker(client, await platform.person());
  }, 120_000);
  afterAll(async () => {
    await platform.stop();
    await rm(folder, { recursive: true, force: true });
  }, 30_000);

  for (let round = 1; round <= rounds; round++) {
    it(`finds all again, and goes on: round ${round}`, async () => {
      await untilKilled(platform, walker);
      const ready = await platform.start();
      expect(await walker.missing()).toEqual([]);
      const before = walker.finished;
      for (let tries = 0; walker.finished === before && tries < 3; tries++) await walker.walk();
      expect(walker.finished).toBeGreaterThan(before);
      if (process.env['CRASH_ROUNDS'])
        process.stderr.write(`round ${round}: ready after ${ready} ms, ${walker.finished} walks\n`);
    }, 60_000);
  }

  it('replays every stream of every service to the state that is there', async () => {
    const { code, output } = await platform.run('replay', '--verify');
    expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' });
    const { intents, quotes } = walker.acknowledged;
    const facts = {
      intents: intents.length,
      quotes: quotes.length,
      walks: walker.finished,
      refusals: walker.refusals,
    };
    if (process.env['CRASH_ROUNDS']) process.stderr.write(`${JSON.stringify(facts, null, 2)}\n${output}\n`);
  }, 120_000);
});
