import { base64url, SignJWT, UnsecuredJWT } from 'jose';
import { newKey } from './trust-framework.js';
import { runRegistration, type RunningRegistration } from './running-registration.js';

type Change = Readonly<Record<string, unknown>>;

const seconds = () => Math.floor(Date.now() / 1000);
const bad = 'invalid_software_statement';
const unapproved = 'unapproved_software_statement';

/** What is wrong with the claims of a statement, and the error. */
const claims: readonly (readonly [string, Change, string])[] = [
  ['of an issuer that is not trusted', { iss: 'https://other.example' }, unapproved],
  ['of a trusted issuer with a slash more', { iss: 'http://127.0.0.1/' }, unapproved],
  ['issued two days ago', { iat: seconds() - 172_800, exp: undefined }, bad],
  ['issued in an hour', { iat: seconds() + 3600, exp: seconds() + 7200 }, bad],
  ['that has expired', { exp: seconds() - 60 }, bad],
  ['without iat', { iat: undefined }, bad],
  ['without jti', { jti: undefined }, bad],
  ['with a number as jti', { jti: 7 }, bad],
  ['without software', { software_id: undefined }, bad],
  ['without redirect URIs', { software_redirect_uris: [] }, bad],
  [
    'with redirect URIs that are not a list',
    { software_redirect_uris: 'https://buyer.example/callback' },
    bad,
  ],
  ['without an LEI', { org_lei: undefined }, bad],
  ['of production software', { software_environment: 'production' }, unapproved],
  ['of a suspended organisation', { org_status: 'Suspended' }, unapproved],
  ['without a role that is known', { software_roles: ['GARDENER'] }, unapproved],
  [
    'with a role named like a property of all objects',
    { software_roles: ['constructor', '__proto__'] },
    unapproved,
  ],
  ['with keys over http from afar', { software_jwks_endpoint: 'http://directory.example/jwks' }, bad],
  ['with keys in a file', { software_jwks_endpoint: 'file:///etc/passwd' }, bad],
  [
    'with keys behind a password',
    { software_jwks_endpoint: 'https://user:secret@directory.example/jwks' },
    bad,
  ],
  ['that is an access token', { client_id: 'c1' }, bad],
];

/** What is wrong with the body beside a good statement. */
const metadata: readonly (readonly [string, Change, string])[] = [
  [
    'a redirect URI that the statement lacks',
    { redirect_uris: ['https://evil.example/callback'] },
    'invalid_redirect_uri',
  ],
  [
    'a redirect URI with a path more',
    { redirect_uris: ['https://buyer.example/callback/..'] },
    'invalid_redirect_uri',
  ],
  [
    'a redirect URI in capitals',
    { redirect_uris: ['https://BUYER.example/callback'] },
    'invalid_redirect_uri',
  ],
  [
    'a redirect URI with a query more',
    { redirect_uris: ['https://buyer.example/callback?x'] },
    'invalid_redirect_uri',
  ],
  ['no redirect URI', { redirect_uris: [] }, 'invalid_redirect_uri'],
  [
    'a redirect URI twice',
    { redirect_uris: Array(2).fill('https://buyer.example/callback') },
    'invalid_redirect_uri',
  ],
  ['redirect URIs as text', { redirect_uris: 'https://buyer.example/callback' }, 'invalid_redirect_uri'],
  ['keys by value', { jwks: { keys: [] } }, 'invalid_client_metadata'],
  ['keys from elsewhere', { jwks_uri: 'https://evil.example/jwks' }, 'invalid_client_metadata'],
  ['a client secret', { client_secret: 'secret' }, 'invalid_client_metadata'],
  ['client_secret_basic', { token_endpoint_auth_method: 'client_secret_basic' }, 'invalid_client_metadata'],
  ['no client authentication', { token_endpoint_auth_method: 'none' }, 'invalid_client_metadata'],
  ['the password grant', { grant_types: ['password'] }, 'invalid_client_metadata'],
  ['response type token', { response_types: ['token'] }, 'invalid_client_metadata'],
  [
    'response types without the code grant',
    { grant_types: ['client_credentials'], response_types: ['code'] },
    'invalid_client_metadata',
  ],
  ['refresh without the code grant', { grant_types: ['refresh_token'] }, 'invalid_client_metadata'],
  ['RS256 for request objects', { request_object_signing_alg: 'RS256' }, 'invalid_client_metadata'],
  ['none for request objects', { request_object_signing_alg: 'none' }, 'invalid_client_metadata'],
  ['HS256 for assertions', { token_endpoint_auth_signing_alg: 'HS256' }, 'invalid_client_metadata'],
  ['RS256 for id_tokens', { id_token_signed_response_alg: 'RS256' }, 'invalid_client_metadata'],
  ['a scope beyond the role', { scope: 'openid admin' }, 'invalid_client_metadata'],
  ['a scope with two spaces', { scope: 'openid  createQuote' }, 'invalid_client_metadata'],
  ['a scope that is a list', { scope: ['openid'] }, 'invalid_client_metadata'],
  ['a native application', { application_type: 'native' }, 'invalid_client_metadata'],
  ['public subjects', { subject_type: 'public' }, 'invalid_client_metadata'],
  ['an unknown payload authenticity', { meflso_payload_authenticity: 'maybe' }, 'invalid_client_metadata'],
  ['a form of bodies that nobody reads', { meflso_body_forms: ['jwt', 'xml'] }, 'invalid_client_metadata'],
  ['no form of bodies', { meflso_body_forms: [] }, 'invalid_client_metadata'],
  ['a form of bodies twice', { meflso_body_forms: ['jwt', 'jwt'] }, 'invalid_client_metadata'],
  ['a form of bodies that is text', { meflso_body_forms: 'jwt' }, 'invalid_client_metadata'],
  ['an unknown wish for certificates', { meflso_certified_messages: 'maybe' }, 'invalid_client_metadata'],
  [
    'certified messages, where the Seller trusts no authority',
    { meflso_certified_messages: 'required' },
    'invalid_client_metadata',
  ],
  ['half a listener', { meflso_listener_client_id: 'seller' }, 'invalid_client_metadata'],
  [
    'a listener in a private network',
    { meflso_listener_client_id: 's', meflso_listener_token_endpoint: 'http://10.0.0.1/token' },
    'invalid_client_metadata',
  ],
  [
    'an assertion of another type',
    { client_assertion: 'x.y.z', client_assertion_type: 'saml' },
    'invalid_client_metadata',
  ],
];

describe('a registration that is refused (RFC 7591 §3.2.2) writes nothing', () => {
  let registration: RunningRegistration;
  beforeAll(async () => {
    registration = await runRegistration();
  });
  afterAll(() => registration.close());

  /** What the answer says, and what it left behind. */
  const refusalOf = async (body: unknown) => {
    const before = await registration.countEvents();
    const { status, headers, body: answer } = await registration.register(body);
    return {
      status,
      error: answer['error'],
      explained: typeof answer['error_description'] === 'string',
      caching: headers['cache-control'],
      eventsWritten: (await registration.countEvents()) - before,
    };
  };
  const refused = (error: string) => ({
    status: 400,
    error,
    explained: true,
    caching: 'no-store',
    eventsWritten: 0,
  });

  it.each(claims)('a statement %s', async (_title, change, error) => {
    const software_statement = await registration.framework.statement(change);
    expect(await refusalOf({ software_statement })).toEqual(refused(error));
  });

  it.each(metadata)('%s', async (_title, change, error) => {
    const software_statement = await registration.framework.statement();
    expect(await refusalOf({ software_statement, ...change })).toEqual(refused(error));
  });

  it.each([
    ['no statement', {}, bad],
    ['a statement that is a number', { software_statement: 7 }, bad],
    ['a statement that is not a JWT', { software_statement: 'statement' }, bad],
    ['a body that is a list', [], 'invalid_client_metadata'],
    ['a body that is text', 'statement', 'invalid_client_metadata'],
    ['no body', undefined, 'invalid_client_metadata'],
  ])('%s', async (_title, body, error) => expect(await refusalOf(body)).toEqual(refused(error)));

  const forged: readonly (readonly [string, () => Promise<string>])[] = [
    ['an unsecured JWT', async () => new UnsecuredJWT(registration.framework.claims()).encode()],
    [
      'HS256 under the public key',
      async () =>
        new SignJWT(registration.framework.claims())
          .setProtectedHeader({ alg: 'HS256', kid: registration.framework.key.kid })
          .sign(Buffer.from(JSON.stringify(registration.framework.key.jwk))),
    ],
    [
      'a signature by another key',
      async () => registration.framework.statement({}, {}, await newKey('PS256')),
    ],
    ['a key that nobody published', async () => registration.framework.statement({}, { kid: 'unknown' })],
    ['no kid', async () => registration.framework.statement({}, { kid: undefined })],
    ['the kind of an access token', async () => registration.framework.statement({}, { typ: 'at+jwt' })],
    [
      'the kind of a request object',
      async () => registration.framework.statement({}, { typ: 'oauth-authz-req+jwt' }),
    ],
    [
      'claims that were changed after signing',
      async () => {
        const [head, , signature] = (await registration.framework.statement()).split('.');
        return [head, base64url.encode(JSON.stringify(registration.framework.claims())), signature].join('.');
      },
    ],
  ];

  it.each(forged)('a statement with %s', async (_title, make) => {
    expect(await refusalOf({ software_statement: await make() })).toEqual(refused(bad));
  });
});
