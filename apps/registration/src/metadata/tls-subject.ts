import type { TlsClientSubject } from '#contracts';
import { Refused } from '#event-sourcing';
import { normalSubject } from '#oauth';
import type { RequestedMetadata } from './requested-metadata.js';

/**
 * What identifies the client in its certificates: exactly one attribute (RFC 8705 §2.1.2), in one spelling.
 * Throws `Refused('tls-subject-not-valid')`.
 */
export const tlsSubject = (metadata: RequestedMetadata): TlsClientSubject => {
  const [only, ...others] = tlsSubjects(metadata);
  if (!only || others.length > 0) throw new Refused('tls-subject-not-valid');
  try {
    return normalSubject(only);
  } catch {
    throw new Refused('tls-subject-not-valid');
  }
};

/** All that were sent. */
export const tlsSubjects = (metadata: RequestedMetadata): readonly TlsClientSubject[] => {
  const named: Readonly<Record<TlsClientSubject['attribute'], string | undefined>> = {
    subject_dn: metadata.tlsClientAuthSubjectDn,
    san_dns: metadata.tlsClientAuthSanDns,
    san_uri: metadata.tlsClientAuthSanUri,
    san_ip: metadata.tlsClientAuthSanIp,
    san_email: metadata.tlsClientAuthSanEmail,
  };
  return Object.entries(named).flatMap(([attribute, value]) =>
    value === undefined ? [] : [{ attribute: attribute as TlsClientSubject['attribute'], value }],
  );
};
