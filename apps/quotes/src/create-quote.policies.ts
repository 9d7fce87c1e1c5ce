import { Refused } from '#event-sourcing';
import type { CreateQuote } from './create-quote.js';

/** What must hold before a quote is made, in this order; each row is a refusal and when it applies. */
const policies: readonly (readonly [string, (command: CreateQuote) => boolean])[] = [
  ['intent-not-known', ({ details: { intent, presented } }) => intent?.clientId !== presented.clientId],
  [
    'token-for-another-intent',
    ({ details: { intent, presented } }) => intent?.intentId !== presented.intentId,
  ],
  ['intent-already-used', ({ details: { intent } }) => intent?.status === 'consumed'],
  ['intent-not-authorized', ({ details: { intent } }) => intent?.status !== 'authorized'],
  ['intent-not-authorized', ({ details: { intent }, context }) => context.at >= (intent?.expiresAt ?? '')],
  ['operation-not-consented', ({ details }) => !details.intent?.operations.includes('createQuote')],
  ['operation-not-consented', ({ details }) => !details.presented.operations.includes('createQuote')],
  ['buyer-not-consented', ({ details }) => isForAnotherBuyer(details)],
  // MEF 128 §6.3, step 4: the resource token is good for what was consented to, and for nothing else.
  ['payload-not-consented', ({ details: { payloadHash, intent } }) => payloadHash !== intent?.payloadHash],
  [
    'payload-not-consented',
    ({ details: { payloadHash, presented } }) => differs(presented.payloadHash, payloadHash),
  ],
];

/** Throws the first refusal that applies. */
export const mustBeConsented = (command: CreateQuote): void => {
  const broken = policies.find(([, applies]) => applies(command));
  if (broken) throw new Refused(broken[0]);
};

const isForAnotherBuyer = ({ intent, buyerId }: CreateQuote['details']): boolean =>
  intent?.onBehalfOf !== undefined && intent.onBehalfOf !== buyerId;

const differs = (hash: string | undefined, payloadHash: string): boolean =>
  hash !== undefined && hash !== payloadHash;
