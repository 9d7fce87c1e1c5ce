import type { WireBody } from '#crypto';
import type { Hostile } from './hostile.js';

/** Status, MEF's code, and what tells this refusal from others of the same code. */
export const verdicts = {
  'not JSON': [400, 'invalidBody', 'not acceptable JSON'],
  malformed: [400, 'invalidBody', 'is not a signed body of the form'],
  unsigned: [400, 'invalidBody', 'x-jws-signature is needed'],
  'not authentic': [403, 'accessDenied', 'not signed by a key of the client'],
  'not certified': [403, 'accessDenied', 'The certificate of the key'],
  'not consented': [403, 'accessDenied', 'not the one that was consented to'],
  replayed: [403, 'accessDenied', 'its jti is good for once'],
  'not acceptable': [406, 'invalidBody', 'Accept has none'],
  'too large': [413, 'invalidBody', 'too large'],
  'not registered': [415, 'invalidBody', 'has not registered bodies of this media type'],
  'not understood': [415, 'invalidBody', 'media type of the body is not supported'],
} as const;

/** A request to createQuote that nobody should take, and the exact answer. */
export type Row = readonly [
  title: string,
  make: (hostile: Hostile) => Promise<Partial<WireBody>> | Partial<WireBody>,
  verdict: keyof typeof verdicts,
  headers?: Readonly<Record<string, string>>,
];
