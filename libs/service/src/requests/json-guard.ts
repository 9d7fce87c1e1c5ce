import { Refused } from '#event-sourcing';
import { refuseBadText } from './text-guard.js';

const DEEPEST = 32;
const POISON = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Parses JSON as RFC 8259 with the limits of I-JSON (RFC 7493): no doubled member, no lone surrogate; also no NUL,
 * no number beyond what a double holds, no member that could reach a prototype, and at most 32 levels. Throws `Refused('malformed-json')`.
 */
export const parseStrictJson = (text: string): unknown => {
  const value = parse(text);
  refuseDoubledMembers(text);
  refuseBadValue(value, 0);
  return value;
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused('malformed-json', { problem: 'not JSON' });
  }
};

const refuseBadValue = (value: unknown, depth: number): void => {
  if (depth > DEEPEST) throw new Refused('malformed-json', { problem: `deeper than ${DEEPEST} levels` });
  if (typeof value === 'string') refuseBadText(value, 'malformed-json');
  // `1e400` is JSON, and becomes an Infinity that neither JSON nor RFC 8785 can write down again (RFC 7493 §2.2).
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new Refused('malformed-json', { problem: 'a number is too large' });
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    if (POISON.has(name)) throw new Refused('malformed-json', { problem: 'a member name is not allowed' });
    refuseBadText(name, 'malformed-json');
    refuseBadValue(member, depth + 1);
  }
};

// One string, or one bracket: all that is needed to know which member belongs to which object.
const token = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/g;

/** `JSON.parse` keeps the last of two members of one name; a signer may have meant the first (RFC 7493 §2.3). */
const refuseDoubledMembers = (text: string): void => {
  const open: Set<string>[] = [];
  for (const [found, colon] of text.matchAll(token)) {
    if (found === '{' || found === '[') open.push(new Set());
    else if (found === '}' || found === ']') open.pop();
    else if (colon !== undefined) addMember(open.at(-1), found.slice(0, -colon.length));
  }
};

const addMember = (members: Set<string> | undefined, quoted: string): void => {
  const name = JSON.parse(quoted) as string;
  if (members?.has(name)) throw new Refused('malformed-json', { problem: 'a member is there twice' });
  members?.add(name);
};
