import type { PublicClient } from '#contracts';
import type { AuthenticatedClient } from './client-authentication.js';
import type { Credential } from './credential.js';

/** `token_endpoint_auth_method`: OIDC Core §9, RFC 8705 §2. No secrets: nothing that both sides know proves anything. */
export type AuthenticationMethod = NonNullable<PublicClient['tokenEndpointAuthMethod']>;

/** A credential, the client that it claims to be of, and whom it may be addressed to. */
export interface Attempt extends Credential {
  readonly client: PublicClient;
  readonly audiences: readonly string[];
}

/** Verifies the credential of one attempt. Throws `Untrusted`, `Refused('invalid-client' | 'jwks-unavailable')`. */
export type Prove = (attempt: Attempt) => Promise<Omit<AuthenticatedClient, 'client'>>;
