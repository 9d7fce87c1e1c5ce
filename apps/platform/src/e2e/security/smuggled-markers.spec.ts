import { randomUUID } from 'node:crypto';
import { Browser, flow, intentFor, ownQuote, type TestClient } from '#testing';
import { startTestPlatform, type TestPlatform } from '../test-platform.js';

/** The log marks sealed and erased fields by `$sealed` and `$erased`; in what others write these are words like any other. */
describe('the marks of sealed fields are ordinary text in what others write', () => {
  let platform: TestPlatform;
  let client: TestClient;
  let accessToken: string;
  let browser: Browser;

  beforeAll(async () => {
    platform = await startTestPlatform();
    ({ client } = await flow.register(
      await flow.enrol(platform.origin, 'marker', 'http://localhost:9/marker/callback'),
    ));
    accessToken = await flow.clientToken(client, 'intents');
    browser = new Browser(platform.origin);
  }, 120_000);
  afterAll(() => platform.stop());

  it.each(['$sealed', '$erased', '"$sealed":'])('an organisation may be called %s', async (legalName) => {
    const lei = flow.lei(`5493MARK${randomUUID().replaceAll('-', '')}`);
    const answer = await flow.call('POST', `${platform.origin}/directory/organisations`, {
      body: { legalName, lei },
    });
    expect(answer).toMatchObject({ status: 201, body: { legalName } });
  });

  it('a nonce may be $sealed, and comes back as it was (MEF 128 R39)', async () => {
    const intent = await flow.stage(client, accessToken, intentFor(ownQuote('new-ethernet-line')));
    const jwt = { claims: { nonce: '$sealed', state: '$erased' } };
    const answer = await flow.consent(client, platform.person, intent, { browser, jwt });
    const [, claims] = answer.get('id_token')!.split('.');
    expect(JSON.parse(Buffer.from(claims!, 'base64url').toString())).toMatchObject({ nonce: '$sealed' });
    expect(answer.get('state')).toBe('$erased');
  });

  it('a quote may have them wherever it has text, and is read as it was written', async () => {
    const payload = {
      ...ownQuote('new-ethernet-line'),
      externalId: '$sealed',
      projectId: '$erased',
      description: '{"$sealed":"AAAA"}',
    };
    const intent = await flow.stage(client, accessToken, intentFor(payload));
    const answer = await flow.consent(client, platform.person, intent, { browser });
    const quote = await flow.createQuote(client, await flow.redeem(client, answer.get('code')!), payload);
    const { externalId, projectId, description } = payload;
    expect(quote).toMatchObject({ status: 201, body: { externalId, projectId, description } });
  });

  it('a software statement of theirs has no redirect URI that no Location header could carry', async () => {
    const enrolled = await flow.enrol(platform.origin, 'umlaut', 'http://localhost:9/\u2713');
    const answer = await flow.call('POST', `${platform.origin}/register`, {
      body: { software_statement: await flow.statement(enrolled) },
    });
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_redirect_uri' } });
  });
});
