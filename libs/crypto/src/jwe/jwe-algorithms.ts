/** How a content encryption key reaches its recipient (RFC 7518 §4.1; UAE API Hub: RSA-OAEP-256). */
export type KeyManagement = 'RSA-OAEP-256' | 'ECDH-ES' | 'ECDH-ES+A256KW';

/**
 * Asymmetric ones alone: no `dir` or AES key wrapping (there are no shared secrets here), no RSA1_5 (RFC 8725 §3.2), no
 * RSA-OAEP over SHA-1, no passwords (PBES2). MEF 128 R53 points at the list of signature algorithms by mistake.
 */
export const keyManagements: readonly KeyManagement[] = ['RSA-OAEP-256', 'ECDH-ES', 'ECDH-ES+A256KW'];

/** How the content is encrypted: authenticated, with a key of fixed length (MEF 128 R56, R57; RFC 7518 §5.1). */
export type ContentEncryption = 'A128GCM' | 'A256GCM' | 'A256CBC-HS512';

export const contentEncryptions: readonly ContentEncryption[] = ['A128GCM', 'A256GCM', 'A256CBC-HS512'];

/** Bytes of what goes beside a ciphertext (RFC 7518 §5.2, §5.3). */
interface Lengths {
  readonly iv: number;
  readonly tag: number;
}

const lengths: Readonly<Record<ContentEncryption, Lengths>> = {
  A128GCM: { iv: 12, tag: 16 },
  A256GCM: { iv: 12, tag: 16 },
  'A256CBC-HS512': { iv: 16, tag: 32 },
};

/** Undefined for every content encryption that nobody here should ask for. */
export const lengthsOf = (enc: string): Lengths | undefined =>
  Object.hasOwn(lengths, enc) ? lengths[enc as ContentEncryption] : undefined;

/** The kinds of key that something is encrypted to. */
export type EncryptionKeyType = 'RSA' | 'P-256' | 'X25519';

const keyTypes: Readonly<Record<KeyManagement, readonly EncryptionKeyType[]>> = {
  'RSA-OAEP-256': ['RSA'],
  'ECDH-ES': ['P-256', 'X25519'],
  'ECDH-ES+A256KW': ['P-256', 'X25519'],
};

/** Keys that an algorithm may be used with; none for an algorithm that nobody here should ask for. */
export const encryptionKeyTypesOf = (alg: string): readonly EncryptionKeyType[] =>
  Object.hasOwn(keyTypes, alg) ? keyTypes[alg as KeyManagement] : [];

const kty: Readonly<Record<EncryptionKeyType, string>> = { RSA: 'RSA', 'P-256': 'EC', X25519: 'OKP' };

/** Undefined for a key that nothing can be encrypted to here. */
export const encryptionKeyTypeOf = (jwk: {
  readonly kty?: string;
  readonly crv?: string;
}): EncryptionKeyType | undefined => {
  const type = jwk.kty === 'RSA' ? 'RSA' : jwk.crv;
  if (type === undefined || !Object.hasOwn(kty, type)) return undefined;
  return kty[type as EncryptionKeyType] === jwk.kty ? (type as EncryptionKeyType) : undefined;
};
