import { Untrusted } from '#crypto';
import type { ClientCertificates } from '../mutual-tls/client-certificates.js';
import { isOfSubject } from '../mutual-tls/subject.js';
import type { Prove } from './method.js';

/** `tls_client_auth` (RFC 8705 §2.1): an authority vouches for the certificate, whose subject is the one that is registered. */
export const tlsClientAuth =
  (certificates: Pick<ClientCertificates, 'vouchedFor'>): Prove =>
  async ({ client, certificate }) => {
    if (!certificate) throw new Untrusted('missing-certificate');
    const own = await certificates.vouchedFor(certificate);
    if (!client.tlsClientAuth || !isOfSubject(own, client.tlsClientAuth))
      throw new Untrusted('wrong-subject');
    return { claims: [], kid: certificate.thumbprint };
  };
