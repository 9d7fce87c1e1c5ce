import { Refused } from '#event-sourcing';

// The library of the compiler's target does not know what Node.js 20 does.
interface Text {
  isWellFormed(): boolean;
}

/** Throws `Refused(reason)` for text that cannot be stored or signed faithfully. */
export const refuseBadText = (text: string, reason: string): void => {
  // A NUL cannot be stored by PostgreSQL; a lone surrogate cannot be written as UTF-8.
  if (text.includes('\0') || !(text as unknown as Text).isWellFormed())
    throw new Refused(reason, { problem: 'a character is not allowed' });
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
