import { sha256Base64url, Untrusted } from '#crypto';
import { Refused } from '#event-sourcing';
import type { RefreshTokenContent } from '../../minting/refresh-token.js';
import type { Facts, Tools } from '../facts.js';

/** RFC 6749 §6: a refresh token of ours; sealed, so that a forged one costs no query. */
export const refreshTokenIsGenuine = (
  { form }: Pick<Facts, 'form'>,
  tools: Tools,
): Pick<Facts, 'grantId' | 'presented' | 'presentedFrom'> => {
  if (!form.refresh_token) throw new Refused('missing-parameter', { parameter: 'refresh_token' });
  const { grantId, issuedAt } = open(form.refresh_token, tools);
  return { grantId, presented: sha256Base64url(form.refresh_token), presentedFrom: issuedAt };
};

// Opened whatever its age: the decider knows the time, and tells an old one that comes back from one that ran out.
const open = (text: string, { refreshTokens }: Tools): RefreshTokenContent => {
  try {
    return refreshTokens.open(text, new Date(0));
  } catch (error) {
    if (error instanceof Untrusted) throw new Refused('invalid-refresh-token');
    throw error;
  }
};
