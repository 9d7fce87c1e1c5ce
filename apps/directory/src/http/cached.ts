import { HttpStatus } from '@nestjs/common';
import { sha256Base64url } from '#crypto';
import type { Reply } from './reply.js';

/** Seconds: how long a key that was withdrawn may live on in a cache. */
export const CACHED_SECONDS = 60;

/** Lets caches keep an answer for a minute, and tells whoever has it already that it has not changed (RFC 9110 §13.1.2). */
export const cached = <T extends string | Uint8Array | object>(
  body: T,
  known: string | undefined,
  reply: Reply,
): T | undefined => {
  const bytes = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
  const etag = `"${sha256Base64url(bytes)}"`;
  reply.header('cache-control', `public, max-age=${CACHED_SECONDS}`).header('etag', etag);
  if (known !== etag) return body;
  reply.status(HttpStatus.NOT_MODIFIED);
  return undefined;
};
