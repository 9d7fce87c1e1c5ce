import { constants, type KeyObject, sign, type SignKeyObjectInput, verify } from 'node:crypto';
import { promisify } from 'node:util';

/** One signature algorithm of JOSE, in OpenSSL's terms. */
interface Method {
  /** Undefined where the algorithm hashes by itself. */
  readonly hash: string | undefined;
  readonly fits: (key: KeyObject) => boolean;
  readonly parameters: Omit<SignKeyObjectInput, 'key'>;
  /** Bytes of a signature; undefined where that depends on the key. */
  readonly bytes?: number;
  /** Whether signing takes so long that it must not hold up everyone else. */
  readonly slow?: boolean;
}

// RFC 7518 §3.3, §3.5: keys of 2048 bits or more.
const isStrongRsa = (key: KeyObject): boolean =>
  key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048;

const isP256 = (key: KeyObject): boolean =>
  key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1';

const edDsa: Method = {
  hash: undefined,
  fits: (key) => key.asymmetricKeyType === 'ed25519',
  parameters: {},
  bytes: 64,
};

const methods: Readonly<Record<string, Method>> = {
  // RFC 7518 §3.4: the two numbers side by side, 32 bytes each, never DER.
  ES256: { hash: 'sha256', fits: isP256, parameters: { dsaEncoding: 'ieee-p1363' }, bytes: 64 },
  // RFC 7518 §3.5: MGF1 with the same hash, a salt as long as the hash.
  PS256: {
    hash: 'sha256',
    fits: isStrongRsa,
    parameters: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 },
    slow: true,
  },
  RS256: {
    hash: 'sha256',
    fits: isStrongRsa,
    parameters: { padding: constants.RSA_PKCS1_PADDING },
    slow: true,
  },
  // RFC 8037, RFC 9864
  EdDSA: edDsa,
  Ed25519: edDsa,
};

const signElsewhere = promisify(sign);

/**
 * Signs bytes. By OpenSSL itself: WebCrypto takes seven times as long for ES256, most of it on the way to another thread
 * and back. Throws a TypeError for a key of another algorithm.
 */
export const signBytes = async (alg: string, key: KeyObject, input: Uint8Array): Promise<Buffer> => {
  const method = methodOf(alg);
  if (key.type !== 'private' || !method.fits(key)) throw new TypeError(`the key does not sign ${alg}`);
  const parameters = { ...method.parameters, key };
  return method.slow ? signElsewhere(method.hash, input, parameters) : sign(method.hash, input, parameters);
};

/** Whether a signature is good; false for a key of another algorithm. Throws a TypeError for an unknown algorithm. */
export const verifyBytes = (
  alg: string,
  key: KeyObject,
  input: Uint8Array,
  signature: Uint8Array,
): boolean => {
  const method = methodOf(alg);
  if (key.type === 'secret' || !method.fits(key)) return false;
  if (method.bytes !== undefined && signature.byteLength !== method.bytes) return false;
  return verify(method.hash, input, { ...method.parameters, key }, signature);
};

const methodOf = (alg: string): Method => {
  const method = Object.hasOwn(methods, alg) ? methods[alg] : undefined;
  if (!method) throw new TypeError(`no signatures of ${alg} are known here`);
  return method;
};
