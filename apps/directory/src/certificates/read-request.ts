import { type CertificateRequest, parseCertificateRequest, Untrusted } from '#crypto';
import { Refused } from '#event-sourcing';

const reasons: Readonly<Record<string, string>> = {
  'bad-request-signature': 'csr-signature-invalid',
  'weak-key': 'key-too-weak',
  'weak-signature-hash': 'key-too-weak',
  'unsupported-key': 'key-type-unsupported',
  'oversized-key': 'key-type-unsupported',
  'unknown-signature-algorithm': 'key-type-unsupported',
};

/**
 * A PKCS#10 request (RFC 2986) whose sender has shown that it holds the private key.
 * Throws `Refused('csr-malformed' | 'csr-signature-invalid' | 'key-too-weak' | 'key-type-unsupported')`.
 */
export const readRequest = (pem: string): CertificateRequest => {
  try {
    return parseCertificateRequest(pem);
  } catch (problem) {
    if (!(problem instanceof Untrusted)) throw problem;
    throw new Refused(reasons[problem.reason] ?? 'csr-malformed');
  }
};
