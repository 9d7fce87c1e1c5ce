import { CompactEncrypt, CompactSign, compactDecrypt, compactVerify, importJWK, type JWK } from 'jose';
import {
  type ContentEncryption,
  contentEncryptions,
  decryptJwe,
  DecryptionKeySet,
  encryptJwe,
  encryptSigned,
  type EncryptionKeyPair,
  type EncryptionKeyType,
  generateEncryptionKey,
  generateSigningKey,
  importDecryptionKey,
  importSigningKey,
  type KeyManagement,
  type KeyPair,
  keyManagements,
  KeySet,
  openSigned,
  signatureAlgorithms,
  signJws,
  verifyJws,
} from '#crypto';

/** One thing to do, by the library and by jose alone, each with its keys imported. */
export interface Case {
  readonly name: string;
  readonly ours: () => Promise<unknown>;
  readonly bare: () => Promise<unknown>;
}

/** As long as a client assertion or a request object. */
const PAYLOAD = Buffer.from(JSON.stringify({ iss: 'i', aud: 'a', jti: 'j', filling: 'x'.repeat(700) }));

const signatures = async (alg: (typeof signatureAlgorithms)[number]): Promise<Case[]> => {
  const pair = await generateSigningKey(alg);
  const { kid } = pair;
  const key = await importSigningKey(pair.privateJwk, alg);
  const set = KeySet.of({ keys: [pair.publicJwk] });
  const [theirs, known] = [
    await importJWK(pair.privateJwk as JWK, alg),
    await importJWK({ ...pair.publicJwk }, alg),
  ];
  const jws = await signJws(key, { typ: 'JWT' }, PAYLOAD);
  const policy = { key: (header: { alg: string; kid?: string }) => set.find(header), algorithms: [alg] };
  return [
    {
      name: `sign ${alg}`,
      ours: () => signJws(key, { typ: 'JWT' }, PAYLOAD),
      bare: () => new CompactSign(PAYLOAD).setProtectedHeader({ alg, kid, typ: 'JWT' }).sign(theirs),
    },
    {
      name: `verify ${alg}`,
      ours: () => verifyJws(jws, policy),
      bare: () => compactVerify(jws, known, { algorithms: [alg] }),
    },
  ];
};

const encryption = async (
  alg: KeyManagement,
  type: EncryptionKeyType,
  enc: ContentEncryption,
): Promise<Case[]> => {
  const { kid, publicJwk, privateJwk } = await generateEncryptionKey(type);
  const recipient = await KeySet.of({ keys: [publicJwk] }).recipient(alg);
  const keys = new DecryptionKeySet([await importDecryptionKey(privateJwk)]);
  const [known, theirs] = [await importJWK({ ...publicJwk }, alg), await importJWK({ ...privateJwk }, alg)];
  const jwe = await encryptJwe(recipient, { enc }, PAYLOAD);
  const policy = {
    key: (header: { kid?: string }) => keys.find(header),
    algorithms: [alg],
    encryptions: [enc],
  };
  const allowed = { keyManagementAlgorithms: [alg], contentEncryptionAlgorithms: [enc] };
  const name = `${alg} (${type}) ${enc}`;
  return [
    {
      name: `encrypt ${name}`,
      ours: () => encryptJwe(recipient, { enc }, PAYLOAD),
      bare: () =>
        new CompactEncrypt(PAYLOAD)
          .setProtectedHeader({ alg, kid, enc, accessjwk: recipient.publicJwk })
          .encrypt(known),
    },
    {
      name: `decrypt ${name}`,
      ours: () => decryptJwe(jwe, policy),
      bare: () => compactDecrypt(jwe, theirs, allowed),
    },
  ];
};

const named = <K>(find: (header: { alg: string; kid?: string }) => K) => ({ key: find });

/** A request object and an id_token: signed, then encrypted; opened, then verified. */
const nested = async (): Promise<Case[]> => {
  const [signing, pair] = [await generateSigningKey('ES256'), await generateEncryptionKey('RSA')];
  const key = await importSigningKey(signing.privateJwk, 'ES256');
  const signers = KeySet.of({ keys: [signing.publicJwk] });
  const recipient = await KeySet.of({ keys: [pair.publicJwk] }).recipient('RSA-OAEP-256');
  const keys = new DecryptionKeySet([await importDecryptionKey(pair.privateJwk)]);
  const opens = { ...named((header) => keys.find(header)), algorithms: [RSA], encryptions: ['A256GCM'] };
  const verifies = { ...named((header) => signers.find(header)), algorithms: ['ES256'] };
  const ours = async () => encryptSigned(recipient, 'A256GCM', await signJws(key, {}, PAYLOAD));
  const jwe = await ours();
  const bare = await bareNested(signing, pair, jwe);
  return [
    { name: 'sign and encrypt, ES256 in RSA-OAEP-256', ours, bare: bare.make },
    {
      name: 'open and verify, ES256 in RSA-OAEP-256',
      ours: async () => verifyJws((await openSigned(jwe, opens)).jws, verifies),
      bare: bare.read,
    },
  ];
};

const RSA = 'RSA-OAEP-256';

const bareNested = async (signing: KeyPair, pair: EncryptionKeyPair, jwe: string) => {
  const [signs, verifies] = await Promise.all(
    [signing.privateJwk, signing.publicJwk].map((jwk) => importJWK({ ...jwk }, 'ES256')),
  );
  const [decrypts, encrypts] = await Promise.all(
    [pair.privateJwk, pair.publicJwk].map((jwk) => importJWK({ ...jwk }, RSA)),
  );
  const { kty, n, e } = pair.publicJwk;
  const header = { alg: RSA, enc: 'A256GCM', kid: pair.kid, cty: 'JWT', accessjwk: { kty, n, e } };
  return {
    make: async () => {
      const inner = new CompactSign(PAYLOAD).setProtectedHeader({ alg: 'ES256', kid: signing.kid });
      const jws = Buffer.from(await inner.sign(signs!));
      return new CompactEncrypt(jws).setProtectedHeader(header).encrypt(encrypts!);
    },
    read: async () => {
      const { plaintext } = await compactDecrypt(jwe, decrypts!);
      return compactVerify(plaintext, verifies!, { algorithms: ['ES256'] });
    },
  };
};

const typesOf = (alg: KeyManagement): readonly EncryptionKeyType[] =>
  alg === 'RSA-OAEP-256' ? ['RSA'] : ['P-256', 'X25519'];

/** All cases, in the order of the report. */
export const makeCases = async (): Promise<readonly Case[]> => {
  const signing = await Promise.all(signatureAlgorithms.map(signatures));
  const suites = keyManagements.flatMap((alg) =>
    typesOf(alg).flatMap((type) => contentEncryptions.map((enc) => encryption(alg, type, enc))),
  );
  return [...signing, ...(await Promise.all(suites)), await nested()].flat();
};
