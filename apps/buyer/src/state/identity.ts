import { randomBytes } from 'node:crypto';
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type CryptoKey,
  type JWK,
} from 'jose';
import type { Folder } from './folder.js';

/** Who the sample Buyer is at one Seller: its name there and the key it signs with. */
export interface Identity {
  readonly softwareName: string;
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  /** The public key as JSON, with its `kid`. */
  readonly publicJwk: JWK;
}

interface Kept {
  readonly softwareName: string;
  readonly privateJwk: JWK;
}

/** Made at first use and kept in the Buyer's own folder; the private key never leaves it. */
export const loadIdentity = async (folder: Folder): Promise<Identity> => {
  const { softwareName, privateJwk } = await folder.readOrMake('identity', makeIdentity);
  const { d: _d, ...publicJwk } = privateJwk;
  const kid = await calculateJwkThumbprint(publicJwk);
  return {
    softwareName,
    kid,
    publicJwk: { ...publicJwk, kid },
    privateKey: (await importJWK(privateJwk, 'ES256', { extractable: false })) as CryptoKey,
    publicKey: (await importJWK(publicJwk, 'ES256')) as CryptoKey,
  };
};

// A folder that was lost leaves its software behind in the directory; the new one is other software, with a name of its own.
const makeIdentity = async (): Promise<Kept> => {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const { kty, crv, x, y, d } = await exportJWK(privateKey);
  return {
    softwareName: `Quote desk ${randomBytes(2).toString('hex')}`,
    privateJwk: { kty, crv, x, y, d } as JWK,
  };
};
