import { type Certificate, jwkThumbprint, type PublicJwk, Untrusted } from '#crypto';
import type { Clock } from '#event-sourcing';
import type { ClientCertificates } from '../mutual-tls/client-certificates.js';
import type { RemoteKeys } from '../remote-keys.js';
import type { Prove } from './method.js';

interface Tools {
  readonly certificates: Pick<ClientCertificates, 'own'>;
  readonly remoteKeys: Pick<RemoteKeys, 'some'>;
  readonly clock: Clock;
}

/**
 * `self_signed_tls_client_auth` (RFC 8705 §2.2): the client publishes its certificate (`x5c`), or the bare key of it, at its
 * `jwks_uri`. No authority is asked, but the certificate's own dates count.
 */
export const selfSignedTlsClientAuth =
  ({ certificates, remoteKeys, clock }: Tools): Prove =>
  async ({ client, certificate }) => {
    if (!certificate) throw new Untrusted('missing-certificate');
    const own = certificates.own(certificate);
    assertCurrent(own, clock.now());
    if (!(await remoteKeys.some(client.jwksUri, publishes(own)))) throw new Untrusted('unknown-certificate');
    return { claims: [], kid: certificate.thumbprint };
  };

const assertCurrent = ({ notBefore, notAfter }: Certificate, now: Date): void => {
  if (now < notBefore) throw new Untrusted('certificate-not-yet-valid');
  if (now > notAfter) throw new Untrusted('certificate-expired');
};

/** A key with a certificate stands for that one alone; one without, for any certificate of the key. */
const publishes = ({ der, id, publicJwk }: Certificate): ((jwk: PublicJwk) => boolean) => {
  const [text, key] = [Buffer.from(der).toString('base64'), jwkThumbprint(publicJwk)];
  return (jwk) => {
    if (jwk.use === 'enc') return false;
    if (Array.isArray(jwk.x5c)) return jwk.x5c[0] === text;
    if (jwk['x5t#S256'] !== undefined) return jwk['x5t#S256'] === id;
    return ['RSA', 'EC', 'OKP'].includes(String(jwk.kty)) && jwkThumbprint(jwk) === key;
  };
};
