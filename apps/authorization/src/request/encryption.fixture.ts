import {
  type DecryptionKey,
  encryptSigned,
  generateEncryptionKey,
  importDecryptionKey,
  type KeyManagement,
  KeySet,
  Untrusted,
} from '#crypto';

const pairs = await Promise.all((['RSA', 'P-256'] as const).map(generateEncryptionKey));
const keys = await Promise.all(pairs.map(({ privateJwk }) => importDecryptionKey(privateJwk)));

/** What this server publishes to be encrypted to. */
export const encryptionKeys = KeySet.of({ keys: pairs.map(({ publicJwk }) => publicJwk) });

/** Its private halves. */
export const decryption = {
  find: async ({ kid }: { readonly kid?: string }): Promise<DecryptionKey> => {
    const key = keys.find((one) => one.kid === kid);
    if (!key) throw new Untrusted('unknown-kid');
    return key;
  },
};

/** Encrypts a request object to this server. */
export const sealed = async (
  jws: string,
  alg: KeyManagement = 'RSA-OAEP-256',
  enc: 'A128GCM' | 'A256GCM' = 'A256GCM',
): Promise<string> => encryptSigned(await encryptionKeys.recipient(alg), enc, jws);
