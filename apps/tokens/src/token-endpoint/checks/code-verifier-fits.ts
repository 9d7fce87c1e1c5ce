import { constantTimeEqual, sha256Base64url } from '#crypto';
import { Refused } from '#event-sourcing';
import { type Facts, nothingNew } from '../facts.js';

const syntax = /^[A-Za-z0-9\-._~]{43,128}$/; // RFC 7636 §4.1

/** RFC 7636 §4.6; and RFC 9700 §4.8.2: no verifier where there was no challenge. */
export const codeVerifierFits = ({
  form,
  authorization,
}: Pick<Facts, 'form' | 'authorization'>): Partial<Facts> => {
  const { code_verifier: verifier } = form;
  const { codeChallenge } = authorization;
  if (codeChallenge === undefined && verifier === undefined) return nothingNew;
  if (codeChallenge === undefined || verifier === undefined || !syntax.test(verifier))
    throw new Refused('invalid-code');
  if (!constantTimeEqual(sha256Base64url(verifier), codeChallenge)) throw new Refused('invalid-code');
  return nothingNew;
};
