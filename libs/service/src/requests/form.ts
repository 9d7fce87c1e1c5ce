import { Refused } from '#event-sourcing';
import { refuseBadText } from './text-guard.js';

export type Form = Readonly<Record<string, string | readonly string[]>>;

const MOST = 200;

/**
 * `application/x-www-form-urlencoded`, in body or query; a doubled parameter becomes an array, so that it can be refused.
 * Throws `Refused('malformed-form')`.
 */
export const parseForm = (text: string): Form => {
  const pairs = text.split('&').filter((pair) => pair !== '');
  if (pairs.length > MOST) throw new Refused('malformed-form', { problem: `more than ${MOST} parameters` });
  const form = new Map<string, string | readonly string[]>();
  for (const pair of pairs) {
    const [name, value] = split(pair);
    const former = form.get(name);
    form.set(name, former === undefined ? value : [former, value].flat());
  }
  return Object.fromEntries(form);
};

const split = (pair: string): [string, string] => {
  const at = pair.indexOf('=');
  const name = at < 0 ? decode(pair) : decode(pair.slice(0, at));
  if (name === '__proto__')
    throw new Refused('malformed-form', { problem: 'a parameter name is not allowed' });
  return [name, at < 0 ? '' : decode(pair.slice(at + 1))];
};

const decode = (text: string): string => {
  const decoded = unescape(text.replaceAll('+', ' '));
  refuseBadText(decoded, 'malformed-form');
  return decoded;
};

const unescape = (text: string): string => {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Refused('malformed-form', { problem: 'broken percent-encoding or UTF-8' });
  }
};
