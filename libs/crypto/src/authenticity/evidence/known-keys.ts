import type { PublicJwk } from '../../jwk/jwk-checks.js';
import { KeySet } from '../../jwk/key-set.js';
import { jwkThumbprint } from '../../jwk/thumbprint.js';
import type { FindKey } from '../../jws/jws.js';
import { trust } from '../../untrusted.js';
import type { EvidenceKey } from './evidence.js';

/** A key of evidence, and whether the reader knows it from elsewhere. */
export interface KnownKey {
  readonly party: string;
  readonly kid: string;
  readonly thumbprint: string;
  readonly pinned: boolean;
}

/** The keys that evidence brings, held against those that its reader has from the parties themselves, if any. */
export class KnownKeys {
  private readonly pins: ReadonlySet<string> | undefined;

  constructor(
    private readonly keys: readonly EvidenceKey[],
    pinned?: readonly PublicJwk[],
  ) {
    this.pins = pinned && new Set(pinned.map(jwkThumbprint));
  }

  list(): readonly KnownKey[] {
    return this.keys.map(({ party, kid, thumbprint }) => ({
      party,
      kid,
      thumbprint,
      pinned: this.pins?.has(thumbprint) ?? false,
    }));
  }

  /** Finds keys of one party. The finder throws `Untrusted('unknown-kid' | 'duplicate-kid' | 'wrong-thumbprint' | 'key-not-pinned' | …)`. */
  of(party: string): FindKey {
    return async (header) => {
      const own = this.keys.filter((key) => key.party === party && key.kid === header.kid);
      trust(own.length > 0, 'unknown-kid');
      trust(own.length === 1, 'duplicate-kid');
      const { jwk, thumbprint } = own[0]!;
      trust(jwkThumbprint(jwk) === thumbprint, 'wrong-thumbprint');
      trust(!this.pins || this.pins.has(thumbprint), 'key-not-pinned');
      return KeySet.of({ keys: [{ ...jwk, kid: header.kid }] }).find(header);
    };
  }
}
