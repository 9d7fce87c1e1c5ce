import type { QuoteCreate } from '#contracts';
import { canonicalJson, sha256Base64url } from '#crypto';
import { Refused } from '#event-sourcing';
import type { Authorization } from '#resource-server';
import type { Presented } from './create-quote.js';
import { offerFor } from './price-book.js';

/** What a request was authorized with. Throws `Refused('missing-resource-token')`. */
export const presentedIn = ({ clientId, grantId, jti, resource }: Authorization): Presented => {
  if (!resource) throw new Refused('missing-resource-token');
  const { intentId, operations, payloadHash } = resource;
  return {
    clientId,
    grantId,
    accessTokenId: jti,
    ...(resource.jti !== undefined && { resourceTokenId: resource.jti }),
    intentId,
    operations,
    ...(payloadHash !== undefined && { payloadHash }),
  };
};

/** What a request asks for, as the command has it. */
export const contentOf = (
  request: QuoteCreate,
  { clientId, intentId }: Presented,
  key: string | undefined,
) => {
  const payloadHash = sha256Base64url(canonicalJson(request));
  return {
    request,
    payloadHash,
    ...(key !== undefined && { fingerprint: hashOf(clientId, intentId, key, payloadHash) }),
    offer: offerFor(request.quoteItem),
  };
};

/** Throws `Refused('invalid-idempotency-key')`. */
export const keyOf = (idempotencyKey: string | undefined): string | undefined => {
  if (idempotencyKey !== undefined && !/^[\x21-\x7e]{1,40}$/.test(idempotencyKey))
    throw new Refused('invalid-idempotency-key');
  return idempotencyKey;
};

/** One quote for a single use, and one for each idempotency key or conversation of a recurring intent: so a repeat finds its own. */
export const quoteIdFor = (intentId: string, use: string): string => hashOf(intentId, use).slice(0, 22);

const hashOf = (...parts: readonly string[]): string => sha256Base64url(JSON.stringify(parts));
