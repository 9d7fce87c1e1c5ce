import { createHash, createHmac } from 'node:crypto';
import canonicalize from 'canonicalize';

/** RFC 8785. */
const canonical = canonicalize as unknown as (value: unknown) => string;

/** SHA-256 of the RFC 8785 form of a JSON body, base64url; undefined without a body. */
export const payloadHash = (body: unknown): string | undefined =>
  body === undefined ? undefined : sha256(canonical(body));

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** The secret before the first: the resource token was given to this Buyer alone. */
export const seed = (resourceToken: string, conversation: string): string =>
  sha256(canonical(['payload-authenticity/seed', conversation, resourceToken]));

/** `new_secret_hash` of the message that brings a secret. */
export const commitment = (secret: string, conversation: string, sequence: number): string =>
  hmac(secret, ['payload-authenticity/new-secret', conversation, sequence]);

/** `previous_secret_proof` of the message after it. */
export const proof = (secret: string, conversation: string, sequence: number, before = ''): string =>
  hmac(secret, ['payload-authenticity/previous-secret', conversation, sequence, before]);

const hmac = (secret: string, parts: readonly (string | number)[]): string =>
  createHmac('sha256', Buffer.from(secret, 'base64url')).update(canonical(parts)).digest('base64url');
