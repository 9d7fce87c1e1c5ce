import { Refused } from '#event-sourcing';

// A NUL cannot be stored by PostgreSQL; a lone surrogate cannot be written as UTF-8.
// eslint-disable-next-line no-control-regex -- the control character is what is looked for
const bad = /\u0000|\p{Surrogate}/u;

/** Throws `Refused(reason)` for text that cannot be stored or signed faithfully. */
export const refuseBadText = (text: string, reason: string): void => {
  if (bad.test(text)) throw new Refused(reason, { problem: 'a character is not allowed' });
};

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Throws `Refused('broken-utf8')`. */
export const decodeUtf8 = (bytes: Uint8Array): string => {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new Refused('broken-utf8');
  }
};
