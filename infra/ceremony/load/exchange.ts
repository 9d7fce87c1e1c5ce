import { randomUUID } from 'node:crypto';
import {
  CompactEncrypt,
  compactDecrypt,
  compactVerify,
  decodeProtectedHeader,
  importJWK,
  importPKCS8,
  jwtVerify,
  SignJWT,
} from 'jose';
import { times } from '../hub/hub.js';
import type { Cast } from '../people/cast.js';
import { Wallet } from '../people/wallet.js';
import { CachedKeys } from './cached-keys.js';

/** One message between parties whose keys the platform itself has no use for; answers the name of the key that it went by. */
export type Exchange = () => Promise<string>;

/** Where the directory publishes a key of the cast. */
export const keySetOf = (cast: Cast, id: string): CachedKeys => {
  const { owner, subject } = cast.profile(id);
  const { organisation, software } = cast.parties[owner];
  const path = subject === 'software' ? `${organisation}/${software}` : organisation;
  const base = `${cast.scene.directory}/directory/keystore/${cast.env}`;
  return new CachedKeys(`${base}/${path}/application.jwks`, times.keySets);
};

/** The holder of Sig3 or Sig4 signs; the other side verifies by its copy of the key set, which it asks for at no other time. */
export const signedExchange = async (cast: Cast, id: string): Promise<Exchange> => {
  const keys = keySetOf(cast, id);
  const wallet = await Wallet.open(cast.holder(cast.profile(id)));
  return async () => {
    const { kid, key } = await wallet.inUse(id);
    const jwt = await new SignJWT({ jti: randomUUID() })
      .setProtectedHeader({ alg: 'ES256', kid })
      .setIssuedAt()
      .setExpirationTime('1m')
      .sign(await importPKCS8(key, 'ES256'));
    await jwtVerify(jwt, await importJWK(await keys.named(kid), 'ES256'));
    return kid;
  };
};

/** What a certified detached signature has in its header beside `alg` and `kid` (Open Banking UK), and must be understood. */
const openBanking = Object.fromEntries(
  ['iat', 'iss', 'tan'].map((name) => [`http://openbanking.org.uk/${name}`, true]),
);

/** Verifies the detached signature of a notification (RFC 7515 appendix F) by Sig2; answers the name of the key. */
export const signerOfBody = async (keys: CachedKeys, signature: string, body: string): Promise<string> => {
  const { kid = '', alg = '' } = decodeProtectedHeader(signature);
  const key = await importJWK(await keys.named(kid), alg);
  await compactVerify(signature.replace('..', `.${Buffer.from(body).toString('base64url')}.`), key, {
    crit: openBanking,
  });
  return kid;
};

/** A Buyer encrypts to the key that it finds first for Enc1; the Seller opens it by whichever it still has. */
export const encryptedExchange = async (cast: Cast): Promise<Exchange> => {
  const keys = keySetOf(cast, 'Enc1');
  const wallet = await Wallet.open(cast.holder(cast.profile('Enc1')));
  return async () => {
    const jwk = await keys.toEncrypt('EC');
    const alg = 'ECDH-ES+A256KW';
    const jwe = await new CompactEncrypt(Buffer.from('{"iban":"AE07"}'))
      .setProtectedHeader({ alg, enc: 'A256GCM', kid: jwk.kid! })
      .encrypt(await importJWK(jwk, alg));
    const { kid = '' } = decodeProtectedHeader(jwe);
    const { key } = await wallet.named(kid);
    await compactDecrypt(jwe, await importPKCS8(key, alg));
    return kid;
  };
};
