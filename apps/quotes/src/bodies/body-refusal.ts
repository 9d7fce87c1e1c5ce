import { Untrusted } from '#crypto';
import { Refused } from '#event-sourcing';

/** Which refusal a reason belongs to; all others mean that the certificate of the key is not good for this. */
const refusals: Readonly<Record<string, readonly string[]>> = {
  'body-form-not-registered': ['unsupported-media-type', 'form-not-registered'],
  'not-acceptable': ['not-acceptable'],
  'body-not-signed': ['missing-signature'],
  'signed-body-malformed': [
    'oversized',
    'not-a-compact-jws',
    'not-a-detached-jws',
    'not-base64url',
    'bad-text',
    'malformed-header',
    'unknown-critical-header',
    'malformed-body',
    'malformed-claims',
    'missing-claim',
    'wrong-kind',
    'encryption-not-registered',
  ],
  'body-not-authentic': [
    'forbidden-algorithm',
    'missing-kid',
    'unknown-kid',
    'wrong-key-type',
    'wrong-key-use',
    'weak-key',
    'invalid-signature',
    'wrong-issuer',
    'malformed-name',
    'wrong-audience',
    'wrong-trust-anchor',
    'expired',
    'not-yet-valid',
    'too-old',
  ],
};

/** What a body that is not to be trusted is refused with; what is no such error stays as it is. */
export const bodyRefusal = (error: unknown): unknown => {
  if (!(error instanceof Untrusted)) return error;
  const { reason: cause } = error;
  const found = Object.entries(refusals).find(([, causes]) => causes.includes(cause));
  return new Refused(found?.[0] ?? 'body-not-certified', { cause });
};
