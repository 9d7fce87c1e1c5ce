import type { FindDecryptionKey } from '../jwe/jwe.js';
import { DecryptionKeySet } from '../jwk/decryption-keys.js';
import type { Recipient } from '../jwk/encryption-key.js';
import type { PublicJwk } from '../jwk/jwk-checks.js';
import { KeySet } from '../jwk/key-set.js';
import { generateSigningKey, importSigningKey, type SigningKey } from '../jwk/signing-key.js';
import { signatureAlgorithms } from '../jws/algorithms.js';
import { newDataKey } from '../sealing/seal.js';
import { type DerivedEncryptionKey, encryptionKeyOf } from './encryption-key.js';
import type { Peer } from './open-message.js';
import { secretsRecipient } from './sealed-secrets.js';

/** One side, for specs. */
export interface Party {
  readonly id: string;
  readonly domains: readonly string[];
  readonly signing: SigningKey;
  readonly publicJwk: PublicJwk;
  readonly encryption: DerivedEncryptionKey;
  readonly recipient: Recipient;
}

export const makeParty = async (id: string, ...domains: string[]): Promise<Party> => {
  const pair = await generateSigningKey('ES256');
  const signing = await importSigningKey(pair.privateJwk, 'ES256');
  const encryption = await encryptionKeyOf(newDataKey());
  const recipient = await secretsRecipient(encryption.publicJwk);
  return { id, domains, signing, publicJwk: pair.publicJwk, encryption, recipient };
};

export const peerOf = ({ id, domains, publicJwk }: Party): Peer => {
  const keys = KeySet.of({ keys: [publicJwk] });
  return { id, domains, key: (header) => keys.find(header), algorithms: signatureAlgorithms };
};

export const decryptionOf = ({ encryption }: Party): FindDecryptionKey => {
  const keys = new DecryptionKeySet([encryption.decryption]);
  return (header) => keys.find(header);
};
