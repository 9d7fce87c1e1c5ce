import { ECDH } from 'node:crypto';
import { fromBase64url, toBase64url } from '../base64url.js';
import type { PublicJwk } from '../jwk/jwk-checks.js';
import { trust, Untrusted } from '../untrusted.js';
import { fromBase58, toBase58 } from './base58.js';

/** Multicodec prefixes as varints: ed25519-pub 0xed, p256-pub 0x1200. */
const ED25519 = Buffer.from([0xed, 0x01]);
const P256 = Buffer.from([0x80, 0x24]);

/**
 * A public key of a Multikey text: `z`, base58btc of multicodec and key; Ed25519, or P-256 as a compressed point.
 * Throws `Untrusted('multikey-malformed' | 'multikey-unsupported')`.
 */
export const multikeyToJwk = (text: string): PublicJwk => {
  trust(text.startsWith('z'), 'multikey-malformed');
  const bytes = decode(text.slice(1));
  trust(bytes.length > 2, 'multikey-malformed');
  const [prefix, key] = [bytes.subarray(0, 2), bytes.subarray(2)];
  if (prefix.equals(ED25519)) return ed25519Jwk(key);
  trust(prefix.equals(P256), 'multikey-unsupported');
  return p256Jwk(key);
};

/** The Multikey text of a public JWK. Throws `Untrusted('multikey-unsupported')` for anything but Ed25519 and P-256. */
export const jwkToMultikey = ({ crv, x, y }: PublicJwk): string => {
  if (crv === 'Ed25519' && x) return `z${toBase58(Buffer.concat([ED25519, fromBase64url(x)]))}`;
  trust(crv === 'P-256' && x && y, 'multikey-unsupported');
  const point = Buffer.concat([Buffer.from([4]), fromBase64url(x), fromBase64url(y)]);
  return `z${toBase58(Buffer.concat([P256, convert(point, 'compressed')]))}`;
};

const decode = (text: string): Buffer => {
  try {
    return fromBase58(text);
  } catch {
    throw new Untrusted('multikey-malformed');
  }
};

const ed25519Jwk = (key: Buffer): PublicJwk => {
  trust(key.length === 32, 'multikey-malformed');
  return { kty: 'OKP', crv: 'Ed25519', x: toBase64url(key) };
};

const p256Jwk = (key: Buffer): PublicJwk => {
  // One key has one name: of the three forms of a point, the compressed one alone (did:key v0.7 §3.1.2).
  trust(key.length === 33, 'multikey-malformed');
  const point = convert(key, 'uncompressed');
  return {
    kty: 'EC',
    crv: 'P-256',
    x: toBase64url(point.subarray(1, 33)),
    y: toBase64url(point.subarray(33)),
  };
};

const convert = (point: Buffer, form: 'compressed' | 'uncompressed'): Buffer => {
  try {
    return ECDH.convertKey(point, 'prime256v1', undefined, undefined, form) as Buffer;
  } catch {
    throw new Untrusted('multikey-malformed');
  }
};
