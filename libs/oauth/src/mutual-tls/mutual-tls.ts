import type { AuthenticationMethod } from '../client-authentication/method.js';

/** What a deployment does with the certificates of its clients. */
export interface MutualTls {
  /** Where it learns of them. */
  readonly source: 'none' | 'handshake' | 'proxy';
  /** Whether there are authorities that may vouch for them. */
  readonly hasAuthorities: boolean;
  /** Where clients show them, when that is not the issuer (RFC 8705 §5). */
  readonly origin?: string;
}

/** The ways of proving who one is that a deployment offers, whatever a profile lets a client use. */
export const methodsOffered = ({ source, hasAuthorities }: MutualTls): readonly AuthenticationMethod[] => {
  if (source === 'none') return ['private_key_jwt'];
  return hasAuthorities
    ? ['private_key_jwt', 'tls_client_auth', 'self_signed_tls_client_auth']
    : ['private_key_jwt', 'self_signed_tls_client_auth'];
};
