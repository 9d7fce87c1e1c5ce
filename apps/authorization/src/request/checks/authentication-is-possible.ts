import { ACR_VALUES } from '../../sign-in/authentication-context.js';
import type { Opened } from '../attempt.js';
import { requestedAcr } from '../claims.js';
import { demand } from '../refuse.js';

const PROMPTS = new Set(['none', 'login', 'consent', 'select_account']);

/** MEF 128 O3, R30 and OIDC Core §3.1.2.1: `acr_values`, `max_age` and `prompt` are such that they can be obeyed. */
export const authenticationIsPossible = ({ object }: Opened): void => {
  const acr = requestedAcr(object);
  const known = acr.every((value) => ACR_VALUES.includes(value)); // R30
  demand(known, 'invalid_request', `acr must be of ${ACR_VALUES.join(' and ')}.`);
  const maxAge = object['max_age'];
  const sane =
    maxAge === undefined || (typeof maxAge === 'number' && Number.isInteger(maxAge) && maxAge >= 0);
  demand(sane, 'invalid_request', 'max_age must be a whole number of seconds.');
  const prompt = object['prompt'];
  if (prompt === undefined) return;
  demand(typeof prompt === 'string' && prompt !== '', 'invalid_request', 'prompt must be words.');
  const words = prompt.split(' ');
  demand(
    words.every((word) => PROMPTS.has(word)),
    'invalid_request',
    'prompt has a word that is not known.',
  );
  demand(words.length === 1 || !words.includes('none'), 'invalid_request', 'prompt none stands alone.');
};
