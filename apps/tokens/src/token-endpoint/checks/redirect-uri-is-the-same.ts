import { Refused } from '#event-sourcing';
import { type Facts, nothingNew } from '../facts.js';

/** RFC 6749 §4.1.3: the same `redirect_uri`, byte for byte, as in the authorization request. */
export const redirectUriIsTheSame = ({
  form,
  authorization,
}: Pick<Facts, 'form' | 'authorization'>): Partial<Facts> => {
  if (form.redirect_uri === undefined) throw new Refused('missing-parameter', { parameter: 'redirect_uri' });
  if (form.redirect_uri !== authorization.redirectUri) throw new Refused('invalid-code');
  return nothingNew;
};
