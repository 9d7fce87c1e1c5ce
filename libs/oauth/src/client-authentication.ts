import type { PublicClient } from '#contracts';
import { Untrusted, assertClaims, jwtKinds, parseJws, readClaims, sha256Base64url } from '#crypto';
import { type Claim, type Clock, Refused } from '#event-sourcing';
import type { Replicas } from '#replicas';
import type { ClientKeys, VerifiedJwt } from './client-keys.js';
import type { OAuthSettings } from './oauth-settings.js';
import { profileOf } from './profiles.js';

/** A client that has proven who it is. */
export interface AuthenticatedClient {
  readonly client: PublicClient;
  /** The assertion's `jti`, to be claimed in the transaction of the effect: an assertion works once. */
  readonly claim: Claim;
  /** The key that signed the assertion, for audit. */
  readonly kid: string;
}

type Form = Readonly<Record<string, string | undefined>>;

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/** Seconds two clocks may differ. */
const TOLERANCE = 10;

/** `private_key_jwt` (OIDC Core §9, RFC 7523 §2.2, §3). */
export class ClientAuthentication {
  constructor(
    private readonly settings: Pick<OAuthSettings, 'issuer'>,
    private readonly replicas: Pick<Replicas, 'get'>,
    private readonly keys: Pick<ClientKeys, 'verify'>,
    private readonly clock: Clock,
  ) {}

  /**
   * `form` is the parsed body; `audiences` are what `aud` may be: the issuer and the endpoint's own URL.
   * Throws `Refused('invalid-client')`, whose `cause` helps a developer and never quotes what was sent.
   */
  async authenticate(form: Form, audiences: readonly string[]): Promise<AuthenticatedClient> {
    try {
      const assertion = presented(form);
      const client = await this.client(claimedClientId(assertion, form));
      const jwt = await this.keys.verify(client, assertion, algorithmsOf(client), jwtKinds.clientAssertion);
      this.assertAssertion(jwt, client, this.audiencesFor(client, audiences));
      return { client, claim: claimOf(jwt, client), kid: jwt.header.kid! };
    } catch (error) {
      throw asInvalidClient(error);
    }
  }

  private async client(clientId: string): Promise<PublicClient> {
    const isActive = (client: PublicClient) => client.status === 'active';
    const replica = await this.replicas.get('client', clientId, { satisfying: isActive });
    if (!replica || !isActive(replica.view)) throw invalidClient('unknown-client');
    return replica.view;
  }

  // FAPI 2.0 §5.3.2.1: the issuer and nothing else, so that no other server's assertion is of use here.
  private audiencesFor(client: PublicClient, audiences: readonly string[]): readonly string[] {
    return profileOf(client).assertionAudience === 'issuer' ? [this.settings.issuer] : audiences;
  }

  private assertAssertion(
    { payload }: VerifiedJwt,
    client: PublicClient,
    audiences: readonly string[],
  ): void {
    const { clientId } = client;
    // RFC 7523 §3: iss (1) and sub (2) are the client, aud (3) is us, exp (4) is required, nbf and iat (5, 6) make sense.
    if (payload.iss !== clientId || payload.sub !== clientId) throw invalidClient('wrong-issuer');
    // All of an array must be us: an audience of someone else's choosing would let an assertion be replayed there or here.
    if (![payload.aud].flat().every((one) => audiences.includes(one!))) throw invalidClient('wrong-audience');
    const maxSecondsToExpiry = profileOf(client).assertionMaxLifetime;
    assertClaims(payload, {
      now: this.clock.now(),
      audiences,
      tolerance: TOLERANCE,
      maxSecondsToExpiry,
      maxAge: maxSecondsToExpiry,
    });
    if (payload.jti!.length > 255) throw invalidClient('malformed-claims');
  }
}

const presented = (form: Form): string => {
  if (form.client_secret !== undefined) throw invalidClient('wrong-authentication-method');
  if (form.client_assertion_type !== ASSERTION_TYPE) throw invalidClient('wrong-assertion-type');
  if (!form.client_assertion) throw invalidClient('missing-assertion');
  return form.client_assertion;
};

// Read before it is verified, only to know whose keys to verify it with.
const claimedClientId = (assertion: string, form: Form): string => {
  const { sub } = readClaims(parseJws(assertion).payload);
  if (sub === undefined || sub.length > 255) throw invalidClient('missing-claim');
  // RFC 7521 §4.2: client_id is unnecessary, but if it is there it must be the same.
  if (form.client_id !== undefined && form.client_id !== sub) throw invalidClient('wrong-client-id');
  return sub;
};

const algorithmsOf = (client: PublicClient): readonly string[] => {
  const { signingAlgorithms } = profileOf(client);
  const registered = client.tokenEndpointAuthSigningAlg;
  return registered === undefined ? signingAlgorithms : signingAlgorithms.filter((alg) => alg === registered);
};

// RFC 7523 §3 (7): the jti is unique for its client, and is kept for as long as the assertion could be sent again.
const claimOf = ({ payload }: VerifiedJwt, { clientId }: PublicClient): Claim => ({
  scope: 'client-assertion',
  key: sha256Base64url(JSON.stringify([clientId, payload.jti])),
  expiresAt: new Date((payload.exp! + TOLERANCE) * 1000).toISOString(),
});

const invalidClient = (cause: string): Refused => new Refused('invalid-client', { cause });

const asInvalidClient = (error: unknown): unknown => {
  if (error instanceof Untrusted) return invalidClient(error.reason);
  if (!(error instanceof Refused)) return error;
  if (error.reason === 'invalid-signature') return invalidClient(String(error.detail.cause));
  return error.reason === 'jwks-unavailable' ? invalidClient('jwks-unavailable') : error;
};
