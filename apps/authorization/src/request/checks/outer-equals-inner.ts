import type { Opened } from '../attempt.js';
import { demand } from '../refuse.js';

/** About the envelope, not the request. */
const ENVELOPE = new Set(['request']);

/**
 * MEF 128 R17 and OIDC Core §6.1: a parameter that is sent beside the request object says the same as in it.
 * One that the object does not know counts for nothing (FAPI 1.0 Advanced §5.2.2 item 10), unless it says what kind of
 * answer is wanted: then leaving it unsigned is a mistake that the client should hear of.
 */
export const outerEqualsInner = ({ parameters, object }: Opened): void => {
  for (const [name, outer] of Object.entries(parameters)) {
    if (ENVELOPE.has(name) || !(name in object)) continue;
    const same = asText(object[name]) === outer || sameJson(object[name], outer);
    demand(same, 'invalid_request', `${name} differs from the one in the request object.`);
  }
};

const asText = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

// Only `claims` is structured; the order of members is of no meaning, yet a client that writes it twice writes it alike.
const sameJson = (inner: unknown, outer: string): boolean => {
  if (typeof inner !== 'object' || inner === null) return false;
  try {
    return JSON.stringify(JSON.parse(outer)) === JSON.stringify(inner);
  } catch {
    return false;
  }
};
