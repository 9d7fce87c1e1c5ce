import { Untrusted } from '#crypto';
import { Refused } from '#event-sourcing';
import { grantIdOf } from '../../grant/grant-id.js';
import type { CodeContent } from '../../minting/sealed-values.js';
import type { Facts, Tools } from '../facts.js';

/** RFC 6749 §10.10: codes are sealed, so that guessing one is hopeless and a forged one costs no query. */
export const codeIsGenuine = (
  { form }: Pick<Facts, 'form'>,
  tools: Tools,
): Pick<Facts, 'code' | 'grantId'> => {
  if (!form.code) throw new Refused('missing-parameter', { parameter: 'code' });
  const code = open(form.code, tools);
  return { code, grantId: grantIdOf(code.authorizationId) };
};

// Opened whatever its age: a code that comes back late still tells that it was used twice.
const open = (text: string, { codes }: Tools): CodeContent => {
  try {
    return codes.open(text, new Date(0));
  } catch (error) {
    if (error instanceof Untrusted) throw new Refused('invalid-code');
    throw error;
  }
};
