import { isSameKey, type PublicJwk } from '../jwk/jwk-checks.js';
import { parseCertificate } from '../x509/certificate/certificate.js';
import type { CertifiedBy } from './certificate-trust.js';
import { KeySet } from '../jwk/key-set.js';
import { trust } from '../untrusted.js';

const MAX_CHAIN = 8;

/** The certificates of a key set (`x5c`, RFC 7517 §4.7), by their id. Keys without one are passed over. */
export class CertificateSet {
  private constructor(private readonly certificates: ReadonlyMap<string, CertifiedBy>) {}

  /**
   * Reads the certificates of a JWK set, such as that of an organisation or the set of its revoked keys: they are checked
   * against the keys they stand with, and trusted by nobody yet.
   * Throws as `KeySet.of` and `parseCertificate`, and `Untrusted('wrong-certificate' | 'malformed-jwks')`.
   */
  static of(jwks: unknown): CertificateSet {
    KeySet.of(jwks);
    const { keys } = jwks as { readonly keys: readonly PublicJwk[] };
    const found = keys.filter((jwk) => jwk.x5c !== undefined).map(readCertificates);
    return new CertificateSet(new Map(found.map((by) => [by.leaf.id, by])));
  }

  get ids(): readonly string[] {
    return [...this.certificates.keys()];
  }

  find(id: string): CertifiedBy | undefined {
    return this.certificates.get(id);
  }
}

const readCertificates = (jwk: PublicJwk): CertifiedBy => {
  const { x5c } = jwk;
  trust(Array.isArray(x5c) && x5c.length > 0 && x5c.length <= MAX_CHAIN, 'malformed-jwks');
  trust(
    x5c.every((one) => typeof one === 'string'),
    'malformed-jwks',
  );
  const [leaf, ...intermediates] = x5c.map(parseCertificate);
  // RFC 7517 §4.7, §4.9: the first certificate is that of the key.
  trust(isSameKey(leaf!.publicJwk, jwk), 'wrong-certificate');
  const thumbprint = jwk['x5t#S256'];
  trust(thumbprint === undefined || thumbprint === leaf!.id, 'wrong-certificate');
  return { leaf: leaf!, intermediates };
};
