import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { type CryptoKey, type JWK, type JWTPayload, SignJWT } from 'jose';

/** A Buyer's software in a test: its key and its registration, and the JWTs it can sign, honest or hostile. */
export interface TestClient {
  readonly clientId: string;
  readonly issuer: string;
  readonly redirectUri: string;
  readonly key: {
    readonly private: CryptoKey;
    readonly kid: string;
    readonly alg: string;
    readonly publicJwk: JWK;
  };
  /** Where it shows its certificate, unless it does so at the issuer (RFC 8705 §5). */
  readonly api?: string;
  /** Encrypts its request objects, where it registered that. */
  readonly sealed?: (jwt: string) => Promise<string>;
  /** It registered `tls_client_auth`: it signs no assertions. */
  readonly byCertificate?: boolean;
}

/** Origin of all that is no page. */
export const apiOf = ({ api, issuer }: TestClient): string => api ?? issuer;

export interface JwtOptions {
  readonly header?: Record<string, unknown>;
  readonly claims?: JWTPayload;
  /** Claims to leave out. */
  readonly without?: readonly string[];
  /** Another key to sign with. */
  readonly key?: CryptoKey | Uint8Array;
}

export const seconds = (): number => Math.floor(Date.now() / 1000);

const sign = async (client: TestClient, claims: JWTPayload, options: JwtOptions): Promise<string> => {
  const payload: JWTPayload = { ...claims, ...options.claims };
  for (const name of options.without ?? []) delete payload[name];
  const header = { alg: client.key.alg, kid: client.key.kid, ...options.header };
  return new SignJWT(payload).setProtectedHeader(header).sign(options.key ?? client.key.private);
};

/** `private_key_jwt` (RFC 7523 §3). */
export const assertion = (client: TestClient, options: JwtOptions = {}): Promise<string> => {
  const now = seconds();
  const claims = {
    iss: client.clientId,
    sub: client.clientId,
    aud: client.issuer,
    iat: now,
    exp: now + 60,
    jti: randomUUID(),
  };
  return sign(client, claims, options);
};

/** A request object for the hybrid flow with an intent (MEF 128 §6.5). */
export const requestObject = (
  client: TestClient,
  intent: string | readonly string[],
  options: JwtOptions = {},
): Promise<string> => {
  const now = seconds();
  const wanted =
    typeof intent === 'string' ? { value: intent, essential: true } : { values: intent, essential: true };
  const claims = {
    iss: client.clientId,
    aud: client.issuer,
    client_id: client.clientId,
    response_type: 'code id_token',
    redirect_uri: client.redirectUri,
    scope: 'openid createQuote',
    nonce: opaque(),
    state: opaque(),
    iat: now,
    nbf: now,
    exp: now + 300,
    jti: randomUUID(),
    claims: {
      id_token: {
        meflso_intent_id: wanted,
        acr: { essential: true, values: ['urn:mef:lso:security:oidc:acr:ca'] },
      },
    },
  };
  return sign(client, claims, options);
};

export const opaque = (): string => randomBytes(16).toString('base64url');

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** A form body with the client's authentication. */
export const authenticated = async (
  client: TestClient,
  form: Record<string, string>,
  options: JwtOptions = {},
): Promise<URLSearchParams> =>
  client.byCertificate
    ? new URLSearchParams({ client_id: client.clientId, ...form })
    : signedForm(client, form, options);

const signedForm = async (
  client: TestClient,
  form: Record<string, string>,
  options: JwtOptions,
): Promise<URLSearchParams> =>
  new URLSearchParams({
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await assertion(client, options),
    ...form,
  });

/** The same claims with `alg: none` and no signature (RFC 7515 §6 calls it unsecured). */
export const unsigned = (jwt: string): string => {
  const header = Buffer.from('{"alg":"none"}').toString('base64url');
  return `${header}.${jwt.split('.')[1]}.`;
};
