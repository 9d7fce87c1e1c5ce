import { generateSigningKey, importSigningKey } from '#crypto';
import { ResourceServer } from './authorize.js';
import { replicaStanding } from './standing.js';
import {
  type Known,
  allGood,
  clock,
  issuer,
  makeIssuer,
  now,
  replicasOf,
  resource,
} from './tokens.fixture.js';

const seconds = now.getTime() / 1000;
const createQuote = { scope: 'createQuote', resourceToken: true };
type Change = Readonly<Record<string, unknown>>;

let seller: Awaited<ReturnType<typeof makeIssuer>>;
let known: Known;
let server: ResourceServer;
beforeAll(async () => {
  seller = await makeIssuer();
  const standing = replicaStanding(
    replicasOf(() => known),
    clock,
  );
  server = new ResourceServer({ issuer, resource, keys: seller.keys, clock, standing });
});
beforeEach(() => {
  known = allGood();
});

const authorize = (accessToken: string, resourceToken?: string, protection: object = createQuote) =>
  server.authorize(
    {
      rawHeaders: [
        'authorization',
        `Bearer ${accessToken}`,
        ...(resourceToken ? ['resource-token', resourceToken] : []),
      ],
    },
    protection as typeof createQuote,
  );
const both = async (access: Change = {}, forResource: Change = {}, protection?: object) => {
  const accessToken = await seller.access(access);
  return authorize(accessToken, await seller.resourceToken(accessToken, forResource), protection);
};
const refusedFor = (cause: string) => ({ reason: 'invalid-credentials', detail: { cause } });

describe('a resource server', () => {
  it('lets through a request with both tokens, and says what they stand for', async () => {
    expect(await both()).toEqual({
      clientId: 'buyer',
      grantId: 'grant',
      scope: ['openid', 'createQuote'],
      intentIds: ['urn:assent:intent:one'],
      jti: 'access',
      issuedAt: seconds,
      kid: expect.any(String),
      sub: 'person',
      acr: 'urn:mef:lso:security:oidc:acr:sca',
      resource: {
        intentId: 'urn:assent:intent:one',
        operations: ['createQuote'],
        payloadHash: 'hash',
        jti: 'resource',
      },
    });
  });

  it('lets through a client-credentials token where no resource token is asked for', async () => {
    const access = { meflso_intent_id: undefined, scope: 'intents', sub: 'buyer', acr: undefined };
    const authorization = await authorize(await seller.access(access), undefined, { scope: 'intents' });
    expect(authorization).toMatchObject({ scope: ['intents'], intentIds: [], sub: 'buyer' });
  });

  it.each<[string, Change, string]>([
    ['RFC 9068 §4: iss of another server', { iss: 'https://other.example' }, 'wrong-issuer'],
    ['RFC 9068 §4: aud of another server', { aud: 'https://other.example' }, 'wrong-audience'],
    ['RFC 9068 §4: exp passed', { exp: seconds - 5 }, 'expired'],
    ['exp missing', { exp: undefined }, 'missing-claim'],
    ['iat in the future', { iat: seconds + 60 }, 'not-yet-valid'],
    ['client_id missing', { client_id: undefined }, 'missing-claim'],
    ['client_id a number', { client_id: 1 }, 'malformed-claims'],
    ['grant_id missing', { grant_id: undefined }, 'malformed-claims'],
    ['scope a list', { scope: ['createQuote'] }, 'malformed-claims'],
    ['an intent that is no text', { meflso_intent_id: [1] }, 'malformed-claims'],
    ['sub missing', { sub: undefined }, 'missing-claim'],
  ])('refuses an access token: %s', async (_title, change, cause) => {
    await expect(both(change)).rejects.toMatchObject(refusedFor(cause));
  });

  it.each([
    'JWT',
    'meflso-resource+jwt',
    'assent-internal+jwt',
    'oauth-authz-req+jwt',
    'client-authentication+jwt',
  ])('refuses a JWT of typ %s for an access token (RFC 9068 §4)', async (typ) => {
    await expect(authorize(await seller.access({}, typ))).rejects.toMatchObject(refusedFor('wrong-kind'));
  });

  it('refuses an access token that a stranger signed, under his own kid or ours', async () => {
    const stranger = await generateSigningKey('ES256');
    const key = await importSigningKey(stranger.privateJwk, 'ES256');
    await expect(authorize(await seller.access({}, 'at+jwt', key))).rejects.toMatchObject(
      refusedFor('unknown-kid'),
    );
    const ours = { ...key, kid: String(seller.jwks.keys[0]!.kid) };
    await expect(authorize(await seller.access({}, 'at+jwt', ours))).rejects.toMatchObject(
      refusedFor('invalid-signature'),
    );
  });

  it('refuses an access token without the scope of the operation', async () => {
    await expect(both({ scope: 'openid createQuotes' })).rejects.toMatchObject({
      reason: 'insufficient-scope',
    });
  });
});

describe('MEF 128 §6.3 step 4: a resource token', () => {
  it('is needed where it is asked for', async () => {
    await expect(authorize(await seller.access())).rejects.toMatchObject({
      reason: 'missing-resource-token',
    });
  });

  it.each<[string, Change, string]>([
    ['for another resource server', { aud: issuer }, 'wrong-audience'],
    ['of another issuer', { iss: 'https://other.example' }, 'wrong-issuer'],
    ['that has expired', { exp: seconds - 5 }, 'expired'],
    ['for another access token', { ath: 'other' }, 'wrong-access-token'],
    ['for no access token', { ath: undefined }, 'missing-claim'],
    ['of another client', { client_id: 'other' }, 'wrong-client'],
    ['of another grant', { grant_id: 'other' }, 'wrong-grant'],
    ['of another person', { sub: 'other' }, 'wrong-subject'],
    ['for an intent the access token does not have', { meflso_intent_id: 'other' }, 'wrong-intent'],
    ['with operations that are no list', { operations: 'createQuote' }, 'malformed-claims'],
    ['with a payload hash that is no text', { payload_hash: 1 }, 'malformed-claims'],
  ])('is refused: one %s', async (_title, change, cause) => {
    await expect(both({}, change)).rejects.toMatchObject(refusedFor(cause));
  });

  it('is refused for an operation it does not grant', async () => {
    await expect(both({}, { operations: ['cancelQuote'] })).rejects.toMatchObject({
      reason: 'operation-not-granted',
    });
  });

  it('cannot be replaced by the access token, nor the other way round', async () => {
    const access = await seller.access();
    await expect(authorize(access, access)).rejects.toMatchObject(refusedFor('wrong-kind'));
    const token = await seller.resourceToken(access);
    await expect(authorize(token, token)).rejects.toMatchObject(refusedFor('wrong-kind'));
  });
});

describe('what tokens stand for', () => {
  const past = { expiresAt: '2025-12-31T00:00:00.000Z' };
  it.each<[string, Known, string]>([
    ['a client that was deleted', { client: { status: 'deleted' } }, 'client-deleted'],
    ['a client that is not known', { client: undefined } as Known, 'client-deleted'],
    ['a grant that was ended', { grant: { ...allGood().grant, status: 'ended' } }, 'grant-ended'],
    ['a grant past its end', { grant: { ...allGood().grant, ...past } }, 'grant-ended'],
    ['a grant of another client', { grant: { ...allGood().grant, clientId: 'other' } }, 'wrong-client'],
    ['an intent that was revoked', { intent: { ...allGood().intent, status: 'revoked' } }, 'intent-ended'],
    ['an intent that is pending', { intent: { ...allGood().intent, status: 'pending' } }, 'intent-ended'],
    ['an intent past its end', { intent: { ...allGood().intent, ...past } }, 'intent-ended'],
    ['an intent of another client', { intent: { ...allGood().intent, clientId: 'other' } }, 'wrong-intent'],
  ])('%s is refused', async (_title, change, cause) => {
    known = { ...known, ...change };
    await expect(both()).rejects.toMatchObject(refusedFor(cause));
  });

  it('is asked of the owner before it is refused: a replica may be behind', async () => {
    known = { ...allGood(), intent: { ...allGood().intent, status: 'pending' }, owner: allGood() };
    await expect(both()).resolves.toBeDefined();
  });

  it('does not let a request through when the owner cannot be asked', async () => {
    known = { unavailable: true };
    await expect(both()).rejects.toMatchObject({ reason: 'neighbour-unavailable' });
  });

  it('lets a used intent read, and make nothing new, unless the handler answers repeats', async () => {
    known = { ...known, intent: { ...allGood().intent, status: 'consumed' } };
    await expect(both()).rejects.toMatchObject({ reason: 'intent-already-used' });
    await expect(both({}, {}, { ...createQuote, consumedIntent: true })).resolves.toBeDefined();
    await expect(both({}, {}, { scope: 'createQuote' })).resolves.toBeDefined();
  });
});
