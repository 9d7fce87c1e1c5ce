import { Untrusted } from '#crypto';
import { Refused } from '#event-sourcing';

/** Which refusal a reason belongs to; all others mean that the message is not the client's. */
const refusals: Readonly<Record<string, readonly string[]>> = {
  'message-malformed': [
    'oversized',
    'not-a-compact-jws',
    'not-base64url',
    'bad-text',
    'malformed-header',
    'unknown-critical-header',
    'malformed-claims',
    'malformed-message',
    'missing-claim',
    'wrong-kind',
  ],
  'message-of-another-request': ['wrong-request', 'wrong-payload', 'wrong-intent'],
  'message-not-next': [
    'foreign-conversation',
    'wrong-turn',
    'message-forked',
    'message-replayed',
    'message-out-of-order',
    'chain-broken',
  ],
  'message-from-elsewhere': ['foreign-domain', 'delegation-refused'],
};

/** What a message that is not to be trusted is refused with; what is no such error stays as it is. */
export const messageRefusal = (error: unknown): unknown => {
  if (!(error instanceof Untrusted)) return error;
  const { reason: cause } = error;
  const found = Object.entries(refusals).find(([, causes]) => causes.includes(cause));
  return new Refused(found?.[0] ?? 'message-not-authentic', { cause });
};
