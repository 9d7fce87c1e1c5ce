import { constants, type KeyObject, sign, verify } from 'node:crypto';
import { promisify } from 'node:util';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import { Untrusted, trust } from '../../untrusted.js';

/** How certificates, requests, lists and answers are signed. */
export type CertificateSignatureAlgorithm =
  'ecdsa-sha256' | 'ecdsa-sha384' | 'ecdsa-sha512' | 'rsa-sha256' | 'rsa-sha384' | 'rsa-sha512' | 'ed25519';

interface Method {
  readonly oid: string;
  readonly keyType: string;
  /** Undefined where the algorithm hashes by itself. */
  readonly hash?: string;
}

// RFC 5758 §3.2, RFC 4055 §5, RFC 8410 §3
const methods: Readonly<Record<CertificateSignatureAlgorithm, Method>> = {
  'ecdsa-sha256': { oid: '1.2.840.10045.4.3.2', keyType: 'ec', hash: 'sha256' },
  'ecdsa-sha384': { oid: '1.2.840.10045.4.3.3', keyType: 'ec', hash: 'sha384' },
  'ecdsa-sha512': { oid: '1.2.840.10045.4.3.4', keyType: 'ec', hash: 'sha512' },
  'rsa-sha256': { oid: '1.2.840.113549.1.1.11', keyType: 'rsa', hash: 'sha256' },
  'rsa-sha384': { oid: '1.2.840.113549.1.1.12', keyType: 'rsa', hash: 'sha384' },
  'rsa-sha512': { oid: '1.2.840.113549.1.1.13', keyType: 'rsa', hash: 'sha512' },
  ed25519: { oid: '1.3.101.112', keyType: 'ed25519' },
};

const names = new Map(
  Object.entries(methods).map(([name, { oid }]) => [oid, name as CertificateSignatureAlgorithm]),
);

/** MD2, MD5 and SHA-1 with RSA, SHA-1 and SHA-224 with ECDSA, SHA-1 with DSA: collisions are bought, not found. */
const weak = new Set([
  '1.2.840.113549.1.1.2',
  '1.2.840.113549.1.1.4',
  '1.2.840.113549.1.1.5',
  '1.2.840.113549.1.1.14',
  '1.3.14.3.2.29',
  '1.2.840.10045.4.1',
  '1.2.840.10045.4.3.1',
  '1.2.840.10040.4.3',
]);

const NULL = Buffer.from([5, 0]);

/** The algorithm that an identifier names. Throws `Untrusted('weak-signature-hash' | 'unknown-signature-algorithm')`. */
export const signatureAlgorithmOf = ({
  algorithm,
  parameters,
}: AlgorithmIdentifier): CertificateSignatureAlgorithm => {
  trust(!weak.has(algorithm), 'weak-signature-hash');
  const name = names.get(algorithm);
  if (name === undefined) throw new Untrusted('unknown-signature-algorithm');
  // RFC 4055 §5: NULL, or nothing, with RSA; nothing with the others.
  const given = parameters ? Buffer.from(parameters) : undefined;
  const expected = !given || (methods[name].keyType === 'rsa' && given.equals(NULL));
  trust(expected, 'unknown-signature-algorithm');
  return name;
};

/** The identifier of an algorithm, as it is written into what is signed. */
export const algorithmIdentifierOf = (name: CertificateSignatureAlgorithm): AlgorithmIdentifier => {
  const { oid, keyType } = methods[name];
  return new AlgorithmIdentifier({ algorithm: oid, ...(keyType === 'rsa' ? { parameters: null } : {}) });
};

/** Whether a signature over these bytes was made with the private half of a key; false as well for a key of another type. */
export const isSignatureBy = (key: KeyObject, { algorithm, data, signature }: SignedBytes): boolean => {
  const { keyType, hash } = methods[algorithm];
  if (key.asymmetricKeyType !== keyType) return false;
  try {
    return verify(hash, data, withPadding(key), signature);
  } catch {
    return false;
  }
};

/** Bytes and the signature over them. */
export interface SignedBytes {
  readonly algorithm: CertificateSignatureAlgorithm;
  readonly data: Uint8Array;
  readonly signature: Uint8Array;
}

/**
 * What signs for a certificate authority, or for who requests a certificate: a key in this process, or a key that never
 * leaves its module. ECDSA signatures are DER (RFC 3279 §2.2.3), as key management services give them.
 */
export interface CertificateSigner {
  readonly algorithm: CertificateSignatureAlgorithm;
  /** The public half, for what has to name it. */
  readonly publicKey: KeyObject;
  readonly sign: (data: Uint8Array) => Promise<Uint8Array>;
}

const withPadding = (key: KeyObject) =>
  key.asymmetricKeyType === 'rsa' ? { key, padding: constants.RSA_PKCS1_PADDING } : { key };

const signInBackground = promisify(
  (
    hash: string | undefined,
    data: Uint8Array,
    key: KeyObject,
    done: (error: Error | null, signature: Buffer) => void,
  ) => sign(hash, data, withPadding(key), done),
);

/** Signs with the private half, in a thread of its own, since RSA takes milliseconds. */
export const signWith = (
  key: KeyObject,
  algorithm: CertificateSignatureAlgorithm,
  data: Uint8Array,
): Promise<Uint8Array> => signInBackground(methods[algorithm].hash, data, key);
