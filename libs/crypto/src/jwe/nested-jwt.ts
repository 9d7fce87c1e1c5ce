import { decryptJwe, encryptJwe, type JwePolicy } from './jwe.js';
import type { ContentEncryption } from './jwe-algorithms.js';
import type { JweHeader } from './jwe-format.js';
import { parseJws, type UnverifiedJws } from '../jws/jws-format.js';
import type { Recipient } from '../jwk/encryption-key.js';
import { trust } from '../untrusted.js';

/** A JWS that came inside a JWE, not verified yet. */
export interface OpenedNested {
  /** Header of the JWE. */
  readonly header: JweHeader;
  readonly jws: UnverifiedJws;
  /** The same as text. */
  readonly text: string;
}

/**
 * Encrypts what was signed: never the other way, as a signature over a ciphertext says nothing of its content (RFC 7519
 * §11.2). `cty` says that there is a JWT inside (RFC 7519 §5.2).
 */
export const encryptSigned = (recipient: Recipient, enc: ContentEncryption, jws: string): Promise<string> =>
  encryptJwe(recipient, { enc, cty: 'JWT' }, jws);

/**
 * Takes the JWS out of a nested JWT; its signature is the caller's to verify. There is one JWE around one JWS and no more.
 * Throws as `decryptJwe` and `parseJws`, and `Untrusted('not-nested' | 'nested-too-deep')`.
 */
export const openSigned = async (jwe: string, policy: JwePolicy): Promise<OpenedNested> => {
  const { header, plaintext } = await decryptJwe(jwe, policy);
  trust(isJwt(header.cty), 'not-nested');
  const text = plaintext.toString('latin1');
  trust(!isJwe(text), 'nested-too-deep');
  const jws = parseJws(
    text,
    policy.maxCharacters === undefined ? {} : { maxCharacters: policy.maxCharacters },
  );
  trust(!isJwt(jws.header.cty), 'nested-too-deep');
  return { header, jws, text };
};

/** Whether a text is to be taken for a compact JWE rather than a JWS: by its five parts (RFC 7516 §9). */
export const isJwe = (text: string): boolean => text.split('.', 6).length === 5;

const isJwt = (cty: string | undefined): boolean => /^(application\/)?jwt$/i.test(cty ?? '');
