import { constants, createPublicKey, generateKeyPairSync, publicEncrypt, randomBytes } from 'node:crypto';
import { encryptJwe } from './jwe.js';
import { makeReader, withParts } from './jwe.fixture.js';
import { part } from '../jws/jws.fixture.js';

type Json = Record<string, unknown>;
const jsonOf = (text: string): Json => JSON.parse(Buffer.from(text, 'base64url').toString()) as Json;

/** The recipient of what is hostile; its keys are made once for all rows. */
export const reader = await makeReader();

/** One hostile JWE, and the reason it is refused for. */
export type Row = readonly [make: () => Promise<string> | string, reason: string];

/** A JWE that would be read. */
export const good = async (
  type: 'RSA' | 'P-256' | 'X25519' = 'RSA',
  enc: 'A256GCM' | 'A256CBC-HS512' = 'A256GCM',
): Promise<string> => encryptJwe(await reader.recipient(type), { enc }, '{"a":1}');

/** A good one with another header. */
export const reheaded = (jwe: string, change: (header: Json) => unknown): string =>
  withParts(jwe, { 0: (header) => part(change(jsonOf(header))) });

/** A JWE that says something in its header; nothing else of it is looked at before that. */
export const saying = (header: Json): string =>
  `${part(header)}.AAAA.${'A'.repeat(16)}.AAAA.${'A'.repeat(22)}`;

/** A header that names our RSA key. */
export const rsa = (more: Json = {}): Json => ({
  alg: 'RSA-OAEP-256',
  enc: 'A256GCM',
  kid: reader.pairs.RSA.kid,
  ...more,
});

/** A good JWE with another ephemeral key: its content cannot be authentic, if it comes to that. */
export const withEpk = async (
  change: (epk: Json) => unknown,
  type: 'P-256' | 'X25519' = 'P-256',
): Promise<string> =>
  reheaded(await good(type), ({ epk, ...rest }) => ({ ...rest, epk: change(epk as Json) }));

/** A JWE whose encrypted key is a good one, of so many bytes. */
export const withContentKey = async (bytes: number): Promise<string> => {
  const key = createPublicKey({ key: reader.pairs.RSA.publicJwk as never, format: 'jwk' });
  const padding = { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
  return withParts(await good(), {
    1: () => publicEncrypt(padding, randomBytes(bytes)).toString('base64url'),
  });
};

export const p384 = (): object =>
  generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey.export({ format: 'jwk' });
