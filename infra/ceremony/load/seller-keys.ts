import { CompactEncrypt, decodeProtectedHeader, importJWK, jwtVerify } from 'jose';
import { times } from '../hub/hub.js';
import { CachedKeys } from './cached-keys.js';

/** What a Buyer does with the keys that the Seller publishes at its issuer. */
export class SellerKeys {
  /** The key that was encrypted to last; none before. */
  sealedTo: readonly string[] = [];
  private readonly keys: CachedKeys;

  constructor(private readonly issuer: string) {
    this.keys = new CachedKeys(`${issuer}/jwks`, times.keySets);
  }

  /** Encrypts what was signed to the Seller; MEF 128 R52: the header shows the key. */
  readonly seal = async (jwt: string): Promise<string> => {
    const { kty = '', kid = '', n = '', e = '' } = await this.keys.toEncrypt('RSA');
    const accessjwk = { kty, n, e };
    this.sealedTo = [kid];
    return new CompactEncrypt(Buffer.from(jwt))
      .setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM', kid, cty: 'JWT', accessjwk })
      .encrypt(await importJWK(accessjwk, 'RSA-OAEP-256'));
  };

  /** Verifies an id_token; answers the name of the key that signed it. */
  async verify(jws: string, audience: string): Promise<string> {
    const { kid = '', alg = '' } = decodeProtectedHeader(jws);
    const key = await importJWK(await this.keys.named(kid), alg);
    await jwtVerify(jws, key, { issuer: this.issuer, audience });
    return kid;
  }
}
