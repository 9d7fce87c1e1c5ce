import { Refused } from '#event-sourcing';

/** Form or query parameters, each at most once (RFC 6749 §3.1, §3.2). Throws `Refused('repeated-parameter')`. */
export const singleValued = (record: unknown): Readonly<Record<string, string | undefined>> => {
  const entries = Object.entries((record ?? {}) as Record<string, unknown>);
  for (const [parameter, value] of entries) {
    if (Array.isArray(value)) throw new Refused('repeated-parameter', { parameter: shown(parameter) });
    if (typeof value !== 'string')
      throw new Refused('malformed-form', { problem: 'a parameter is not text' });
  }
  return Object.fromEntries(entries) as Record<string, string>;
};

// The name goes into an error body: only what a parameter name can look like.
const shown = (parameter: string): string => (/^[\w.-]{1,64}$/.test(parameter) ? parameter : 'parameter');
