import { constants, createPublicKey, publicEncrypt, randomBytes } from 'node:crypto';
import {
  decryptJwe,
  DecryptionKeySet,
  encryptJwe,
  generateEncryptionKey,
  importDecryptionKey,
  KeySet,
} from '#crypto';

/** One JWE that does not open, or does, and what becomes of it. */
export interface Failure {
  readonly name: string;
  readonly open: () => Promise<string>;
}

const withPart = (jwe: string, at: number, part: string): string =>
  jwe
    .split('.')
    .map((old, index) => (index === at ? part : old))
    .join('.');

const changed = (jwe: string, at: number): string => {
  const bytes = Buffer.from(jwe.split('.')[at]!, 'base64url');
  bytes[0]! ^= 1;
  return withPart(jwe, at, bytes.toString('base64url'));
};

/** What can be wrong with an encrypted key and a content, for RSA: the time of each tells nobody which it was. */
export const makeFailures = async (): Promise<readonly Failure[]> => {
  const { publicJwk, privateJwk } = await generateEncryptionKey('RSA');
  const recipient = await KeySet.of({ keys: [publicJwk] }).recipient('RSA-OAEP-256');
  const keys = new DecryptionKeySet([await importDecryptionKey(privateJwk)]);
  const good = await encryptJwe(recipient, { enc: 'A256GCM' }, randomBytes(800));
  const key = createPublicKey({ key: { ...publicJwk } as never, format: 'jwk' });
  const oaep = { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
  const contentKey = (bytes: number) => publicEncrypt(oaep, randomBytes(bytes)).toString('base64url');
  const policy = {
    key: (header: { kid?: string }) => keys.find(header),
    algorithms: ['RSA-OAEP-256'],
    encryptions: ['A256GCM'],
  };
  const jwes: Record<string, string> = {
    'good, for comparison': good,
    'encrypted key that is no OAEP': withPart(good, 1, Buffer.alloc(256, 1).toString('base64url')),
    'encrypted key changed in one bit': changed(good, 1),
    'content key of 16 bytes': withPart(good, 1, contentKey(16)),
    'another content key of 32 bytes': withPart(good, 1, contentKey(32)),
    'changed iv': changed(good, 2),
    'changed content': changed(good, 3),
    'changed tag': changed(good, 4),
  };
  return Object.entries(jwes).map(([name, jwe]) => ({
    name,
    open: () =>
      decryptJwe(jwe, policy).then(
        () => 'opened',
        (error: { reason: string }) => error.reason,
      ),
  }));
};
