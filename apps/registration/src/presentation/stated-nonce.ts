import { parseJws, readClaims, splitSdJwt, isSdJwt, CREDENTIAL_MAX } from '#crypto';
import { Untrusted } from '#crypto';

/** The proof of the holder in a presentation: the whole of a VP-JWT, or the KB-JWT at the end of an SD-JWT. Throws `Untrusted`. */
export const proofIn = (presentation: string): string => {
  if (!isSdJwt(presentation)) return presentation;
  const { keyBinding } = splitSdJwt(presentation);
  if (keyBinding === undefined) throw new Untrusted('key-binding-missing');
  return keyBinding;
};

/** The nonce that a presentation claims to be for, before anything of it is verified. Throws `Untrusted`. */
export const statedNonce = (presentation: string): string => {
  const { nonce } = readClaims(parseJws(proofIn(presentation), proofFormat).payload);
  if (typeof nonce !== 'string') throw new Untrusted('wrong-nonce');
  return nonce;
};

/** A VP-JWT carries its credentials within. */
export const proofFormat = { maxCharacters: CREDENTIAL_MAX * 2 } as const;
