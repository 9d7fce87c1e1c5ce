import { timingSafeEqual } from 'node:crypto';
import { sha256 } from './hash.js';

/** Whether two secrets are equal, in a time that tells nothing about where they differ. */
export const constantTimeEqual = (a: string | Uint8Array, b: string | Uint8Array): boolean =>
  timingSafeEqual(sha256(a), sha256(b));
