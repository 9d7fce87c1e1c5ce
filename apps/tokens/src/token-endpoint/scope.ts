import { Refused } from '#event-sourcing';

const syntax = /^[\x21\x23-\x5B\x5D-\x7E]+(?: [\x21\x23-\x5B\x5D-\x7E]+)*$/; // RFC 6749 §3.3

/** The values of a scope, each once. Throws `Refused('malformed-scope')`. */
export const parseScope = (text: string): readonly string[] => {
  if (!syntax.test(text)) throw new Refused('malformed-scope');
  return [...new Set(text.split(' '))];
};

/** The values of a scope that are (still) within another, such as what the client is registered for today. */
export const scopeWithin = (scope: string, limit: string): string => {
  const allowed = limit.split(' ');
  return scope
    .split(' ')
    .filter((value) => allowed.includes(value))
    .join(' ');
};
