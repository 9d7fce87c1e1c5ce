import { constants } from 'node:crypto';
import type { SecureContextOptions, SecureVersion } from 'node:tls';

/**
 * FAPI 1.0 Advanced §8.5 lets four suites be used with TLS 1.2. Of these the two with finite-field Diffie-Hellman are left
 * out, since BCP 195 (RFC 9325 §4.1) wants them gone; the same two with ECDSA are for servers with certificates of elliptic
 * curves, which the profile did not think of. TLS 1.3 has no weak suites.
 */
const SUITES = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
].join(':');

/**
 * What every handshake goes by. Sessions are not resumed: a resumed one shows no chain, and would outlive a certificate that
 * was revoked meanwhile. Nor is a certificate changed within a connection.
 */
const rules = {
  minVersion: 'TLSv1.2' satisfies SecureVersion,
  maxVersion: 'TLSv1.3' satisfies SecureVersion,
  ciphers: SUITES,
  honorCipherOrder: true,
  secureOptions: constants.SSL_OP_NO_TICKET | constants.SSL_OP_NO_RENEGOTIATION,
} as const;

/** What a server shows, and whose certificates it asks for; all PEM. */
export interface TlsMaterial {
  /** Its own certificate, and its issuers after it. */
  readonly certificate: string;
  readonly key: string;
  /** Authorities that clients are told of, so that they know which certificate to show. */
  readonly clientCa?: string | undefined;
}

/** Options of a secure context of a server. */
export const secureOptions = ({ certificate, key, clientCa }: TlsMaterial): SecureContextOptions => ({
  ...rules,
  cert: certificate,
  key,
  ...(clientCa && { ca: clientCa }),
});
