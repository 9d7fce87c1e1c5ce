import type { Claim } from '../event-store.js';
import type { ChainedEvent } from '../chain.js';
import type { StoredDataKey } from './personal-data.js';

/** An event, ready to be written. */
export interface NewEvent extends ChainedEvent {
  readonly chain: Uint8Array;
  /** RFC 8785 text of the publication; null keeps the event private. */
  readonly public: string | null;
}

/** What an append makes of its stream. */
export interface StreamChange {
  readonly id: string;
  readonly kind: string;
  /** 0 for a new stream. */
  readonly expected: number;
  readonly version: number;
  /** RFC 8785 text. */
  readonly state: string;
  readonly chain: Uint8Array;
  readonly events: readonly NewEvent[];
  readonly newKey?: StoredDataKey;
}

/** All or nothing: a change of one stream, if any, and the keys it claims. */
export interface Append {
  readonly stream?: StreamChange;
  readonly claims: readonly Claim[];
  /** Stream that is named as the holder of the claims. */
  readonly claimant: string | null;
}

/** Another process has changed the stream since it was read. */
export class VersionConflict extends Error {
  override readonly name = 'VersionConflict';
}
