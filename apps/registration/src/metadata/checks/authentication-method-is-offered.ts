import { Refused } from '#event-sourcing';
import { methodsOffered } from '#oauth';
import { tlsSubject, tlsSubjects } from '../tls-subject.js';
import type { MetadataCheck } from './metadata-check.js';

/**
 * FAPI 1.0 Advanced §5.2.2-14: `private_key_jwt`, or a certificate where the deployment takes them; a shared secret is never
 * made, nor accepted. What identifies a certificate goes with `tls_client_auth`, and with nothing else (RFC 8705 §2.1.2).
 */
export const authenticationMethodIsOffered: MetadataCheck = (metadata, { profile, mutualTls }) => {
  const asked = metadata.tokenEndpointAuthMethod ?? 'private_key_jwt';
  const offered = methodsOffered(mutualTls).filter((method) =>
    profile.authenticationMethods.includes(method),
  );
  if (!offered.some((method) => method === asked) || metadata.members.includes('client_secret'))
    throw new Refused('authentication-method-not-supported');
  if (asked === 'tls_client_auth') tlsSubject(metadata);
  else if (tlsSubjects(metadata).length > 0) throw new Refused('tls-subject-not-valid');
};
