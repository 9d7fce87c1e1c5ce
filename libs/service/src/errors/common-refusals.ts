import { INTERNAL } from './answer.js';
import type { RefusalTable } from './refusals.js';

const messages = {
  'malformed-json': [400, 'The body is not acceptable JSON'],
  'malformed-form': [400, 'The parameters are not acceptable form data'],
  'malformed-request': [400, 'The request is malformed'],
  'malformed-client-certificate': [400, 'Client-Cert or Client-Cert-Chain is not as RFC 9440 has it'],
  'unexpected-client-certificate': [400, 'Client-Cert and Client-Cert-Chain are not taken from here'],
  'broken-utf8': [400, 'The body is not UTF-8'],
  'repeated-parameter': [400, 'A parameter is there more than once'],
  'invalid-body': [400, 'The body does not fit the contract'],
  unauthenticated: [401, 'Credentials are missing or not valid'],
  forbidden: [403, 'The request is not allowed'],
  'not-found': [404, 'There is nothing here'],
  'method-not-allowed': [405, 'The method is not allowed here'],
  'version-mismatch': [412, 'The resource has changed since it was read'],
  'too-large': [413, 'The request is too large'],
  'unsupported-media-type': [415, 'The media type of the body is not supported here'],
  'too-many-requests': [429, 'Too many requests: slow down'],
  [INTERNAL]: [500, 'Something went wrong on our side'],
  'neighbour-unavailable': [503, 'A service that is needed does not answer; try again'],
  'jwks-unavailable': [503, 'Keys that are needed cannot be fetched now; try again'],
  'storage-unavailable': [503, 'The service cannot store anything now; try again'],
  unavailable: [503, 'The service does not take requests now; try again'],
} as const satisfies Readonly<Record<string, readonly [number, string]>>;

export type CommonReason = keyof typeof messages;

/** The reasons any edge can meet, with the codes of one format. */
export const commonRefusals = (code: (reason: CommonReason, status: number) => string): RefusalTable =>
  Object.fromEntries(
    Object.entries(messages).map(([reason, [status, message]]) => [
      reason,
      { status, code: code(reason as CommonReason, status), message },
    ]),
  );
