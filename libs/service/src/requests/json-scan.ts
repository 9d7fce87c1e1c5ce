import { Refused } from '#event-sourcing';

/** Levels of objects and lists. */
const DEEPEST = 32;
/** Members and elements of one text; an honest quote of the longest body there may be has fewer. */
const MOST = 30_000;
const POISON = new Set(['__proto__', 'constructor', 'prototype']);

const refuse = (problem: string): never => {
  throw new Refused('malformed-json', { problem });
};

/** Names of one object; none for a list. */
type Open = Set<string> | undefined;

/**
 * Looks through a text before it is parsed, once and without building anything of it, so that what is refused costs next
 * to nothing: nothing deeper than 32 levels or of more than 30,000 values, and no member twice in one object, which
 * `JSON.parse` would not tell (RFC 7493 §2.3), or of a name that could reach a prototype. What is no JSON at all is left
 * for the parser to say.
 */
export const scanJson = (text: string): void => {
  const open: Open[] = [];
  let atName = false;
  let values = 0;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charAt(at)) {
      case '"': {
        const end = endOfString(text, at);
        if (atName) addName(open, text.slice(at, end + 1));
        atName = false;
        at = end;
        break;
      }
      case '{':
      case '[':
        if (open.length === DEEPEST) refuse(`deeper than ${DEEPEST} levels`);
        atName = text[at] === '{';
        open.push(atName ? new Set() : undefined);
        values += 1;
        break;
      case '}':
      case ']':
        open.pop();
        break;
      case ',':
        atName = open.at(-1) !== undefined;
        values += 1;
        break;
    }
    if (values > MOST) refuse(`more than ${MOST} values`);
  }
};

const endOfString = (text: string, start: number): number => {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1))
    if (!isEscaped(text, end)) return end;
  return text.length;
};

// RFC 8259 §7: a quotation mark counts when an even number of backslashes stands before it.
const isEscaped = (text: string, at: number): boolean => {
  let first = at;
  while (text[first - 1] === '\\') first -= 1;
  return (at - first) % 2 === 1;
};

const addName = (open: readonly Open[], quoted: string): void => {
  const names = open.at(-1);
  const name = quoted.includes('\\') ? unescaped(quoted) : quoted.slice(1, -1);
  if (POISON.has(name)) refuse('a member name is not allowed');
  if (names?.has(name)) refuse('a member is there twice');
  names?.add(name);
};

const unescaped = (quoted: string): string => {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return refuse('not JSON');
  }
};
