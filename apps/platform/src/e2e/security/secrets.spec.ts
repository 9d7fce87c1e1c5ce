import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { Tracing } from '#service';
import { assertion, authenticated, Browser, flow, intentFor, ownQuote } from '#testing';
import { startTestPlatform, type TestPlatform } from '../test-platform.js';
import { SeenSecrets } from './seen-secrets.js';

type Line = Readonly<Record<string, unknown>>;

/** The ten steps, and what goes wrong beside them. */
const walk = async ({ origin, person }: TestPlatform): Promise<void> => {
  const registered = await flow.register(
    await flow.enrol(origin, 'secretive', 'http://localhost:9/callback'),
  );
  const { client } = registered;
  const token = await flow.clientToken(client, 'intents');
  const payload = ownQuote('new-ethernet-line');
  const intent = await flow.stage(client, token, intentFor(payload));
  const answer = await flow.consent(client, person, intent, { browser: new Browser(origin) });
  const tokens = await flow.redeem(client, answer.get('code')!);
  await flow.createQuote(client, tokens, payload);
  await flow.introspect(client, tokens.access_token);
  await goWrong(origin, registered, answer.get('code')!);
  await flow.revoke(client, tokens.access_token);
};

const goWrong = async (
  origin: string,
  { client, registrationToken, statement }: flow.Registered,
  code: string,
): Promise<void> => {
  const form = { grant_type: 'authorization_code', code, redirect_uri: client.redirectUri };
  expect((await flow.token(client, form)).status).toBe(400);
  const twice = { client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer' };
  const body = new URLSearchParams({
    ...twice,
    grant_type: 'client_credentials',
    scope: 'intents',
    client_assertion: await assertion(client),
  });
  await flow.call('POST', `${origin}/token`, { body });
  expect((await flow.call('POST', `${origin}/token`, { body })).status).toBe(401);
  const broken = { authorization: `Bearer ${registrationToken}x` };
  await flow.call('GET', `${origin}/register/${client.clientId}`, { headers: broken });
  await flow.call('POST', `${origin}/register`, { body: { software_statement: `${statement}x` } });
  await flow.call('POST', `${origin}/revoke`, {
    body: await authenticated(client, { token: 'not-one-of-ours' }),
  });
  await new Browser(origin).open(`/authorize?client_id=${client.clientId}&request=${statement}`);
  const wrong = new Headers({ authorization: `Basic ${btoa('operator:wrong-password')}` });
  await fetch(`${origin}/audit`, { headers: wrong });
};

describe('the whole log of a walk at level debug', () => {
  const lines: string[] = [];
  const seen = new SeenSecrets();
  const exporter = new InMemorySpanExporter();
  let platform: TestPlatform;
  let metrics: string;

  beforeAll(async () => {
    const spanProcessors = [new SimpleSpanProcessor({ exporter })];
    const tracing = new Tracing(new TracerProvider({ spanProcessors }).getTracer('test'));
    const log = { write: (line: string) => void lines.push(line) };
    platform = await startTestPlatform({ ASSENT_LOG_LEVEL: 'debug' }, { tracing, log });
    for (const secret of [
      platform.operatorPassword,
      new URL(platform.databaseUrl).password,
      platform.person.password,
    ])
      seen.add(secret);
    seen.listen();
    await walk(platform);
    await platform.settled();
    metrics = await (await fetch(`${platform.origin}/metrics`)).text();
  }, 120_000);
  afterAll(async () => {
    seen.stop();
    await platform.stop();
  });

  it('has seen secrets of every kind, and would find one', () => {
    expect(seen.values.size).toBeGreaterThan(20);
    const jwts = [...seen.values].filter((value) => value.split('.').length === 3);
    expect(jwts.length).toBeGreaterThan(8);
    expect(seen.foundIn(`{"message":"${jwts[0]}"}`)).toEqual([jwts[0]]);
  });

  it('holds none of them; neither do spans and metrics', () => {
    expect(lines.length).toBeGreaterThan(50);
    expect(seen.foundIn(lines.join(''))).toEqual([]);
    const spans = exporter
      .getFinishedSpans()
      .map(({ name, attributes, status }) => [name, attributes, status]);
    expect(spans.length).toBeGreaterThan(50);
    expect(seen.foundIn(JSON.stringify(spans))).toEqual([]);
    expect(metrics).toContain('route="/token"');
    expect(seen.foundIn(metrics)).toEqual([]);
  });

  it('says of every line when, how grave and in which process; of a request, in which trace', () => {
    const parsed = lines.map((line) => JSON.parse(line) as Line);
    for (const line of parsed)
      expect(line).toMatchObject({
        level: expect.stringMatching(/^(debug|info|warn|error|fatal)$/) as string,
        time: expect.stringMatching(/Z$/) as string,
        service: 'platform',
      });
    const answers = parsed.filter(({ message }) => message === 'answered');
    expect(answers.length).toBeGreaterThan(20);
    for (const line of answers)
      expect(line).toMatchObject({
        correlationId: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
        traceId: line['correlationId'],
        spanId: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
      });
  });
});
