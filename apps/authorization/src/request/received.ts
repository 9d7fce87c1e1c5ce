import type { Endpoint, Received } from './attempt.js';

/** Reads the parameters of a request as they came: doubled ones are noted, not yet refused. */
export const received = (
  endpoint: Endpoint,
  raw: Readonly<Record<string, unknown>>,
  facts: Pick<Received, 'at' | 'issuer' | 'strayQuery'>,
): Received => {
  const entries = Object.entries(raw);
  const repeated = entries.filter(([, value]) => Array.isArray(value)).map(([name]) => name);
  const first = entries.map(([name, value]): [string, unknown] => [
    name,
    Array.isArray(value) ? value[0] : value,
  ]);
  const texts = first.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  // RFC 6749 §3.1: a parameter without a value is treated as if it was omitted.
  const parameters = Object.fromEntries(texts.filter(([, value]) => value !== ''));
  return { endpoint, parameters, repeated, ...facts };
};
