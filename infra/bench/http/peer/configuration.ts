import { type Configuration, interactionPolicy } from 'oidc-provider';
import type { JWK } from 'jose';
import type { BenchClient } from '../subject.js';
import { JWT_RESOURCE, OPAQUE_RESOURCE, RESOURCE_SCOPE } from './resources.js';

/** What the peer is started with, as JSON. */
export interface PeerOptions {
  readonly port: number;
  readonly client: BenchClient;
  /** Signs tokens (ES256), as ours are. */
  readonly serverJwk: JWK;
}

/** oidc-provider as it comes, with its own in-memory adapter: what is set here is what the same requests need. */
export const peerConfiguration = ({ client, serverJwk }: PeerOptions): Configuration => ({
  clients: [metadataOf(client)],
  jwks: { keys: [serverJwk as never] },
  scopes: ['openid'],
  cookies: { keys: [crypto.randomUUID()], short: { signed: true }, long: { signed: true } },
  pkce: { required: () => false },
  findAccount: (_context, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
  interactions: { url: (_context, { uid }) => `/interaction/${uid}`, policy: consentEveryTime() },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    introspection: { enabled: true },
    requestObjects: { enabled: true, requireSignedRequestObject: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => JWT_RESOURCE,
      useGrantedResource: () => true,
      getResourceServerInfo: (_context, resource) => ({
        scope: RESOURCE_SCOPE,
        audience: resource,
        accessTokenTTL: 300,
        ...(resource === OPAQUE_RESOURCE
          ? { accessTokenFormat: 'opaque' }
          : { accessTokenFormat: 'jwt', jwt: { sign: { alg: 'ES256' } } }),
      }),
    },
  },
  ttl: {
    AccessToken: 300,
    ClientCredentials: 300,
    IdToken: 300,
    Interaction: 600,
    Grant: 3600,
    Session: 3600,
  },
});

const metadataOf = ({ clientId, redirectUri, kid, privateJwk: { kty, crv, x, y } }: BenchClient) => ({
  client_id: clientId,
  redirect_uris: [redirectUri],
  grant_types: ['client_credentials', 'authorization_code', 'implicit'],
  response_types: ['code id_token' as const],
  token_endpoint_auth_method: 'private_key_jwt' as const,
  token_endpoint_auth_signing_alg: 'ES256' as const,
  request_object_signing_alg: 'ES256' as const,
  id_token_signed_response_alg: 'ES256' as const,
  jwks: { keys: [{ kty, crv, x, y, kid, alg: 'ES256', use: 'sig' }] as never[] },
});

// Each flow asks a person, as each intent is asked about: a consent that is remembered would leave requests out.
const consentEveryTime = () => {
  const { Check, base } = interactionPolicy;
  const policy = base();
  const everyTime = new Check('every_time', 'each request is consented to', ({ oidc }) =>
    oidc.result?.consent ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT,
  );
  policy.get('consent')?.checks.add(everyTime);
  return policy;
};
