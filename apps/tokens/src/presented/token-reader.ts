import { Injectable } from '@nestjs/common';
import {
  assertClaims,
  type Claims,
  type JwtKind,
  jwtKinds,
  normalTyp,
  parseJws,
  sha256Base64url,
  Untrusted,
} from '#crypto';
import { Clock } from '#event-sourcing';
import { ServerKeys } from '#oauth';
import { CoreSettings } from '#service';
import { SealedValues } from '../minting/sealed-values.js';

/** What a genuine token of ours says, before anyone asked whether its grant still stands. */
export type ReadToken =
  | { readonly use: 'access' | 'resource'; readonly grantId: string; readonly claims: Claims }
  | {
      readonly use: 'refresh';
      readonly grantId: string;
      readonly jti: string;
      readonly hash: string;
      /** RFC 3339. */
      readonly issuedAt: string | undefined;
    };

const kinds: Readonly<Record<string, readonly ['access' | 'resource', JwtKind]>> = {
  [jwtKinds.accessToken.typ]: ['access', jwtKinds.accessToken],
  [jwtKinds.resourceToken.typ]: ['resource', jwtKinds.resourceToken],
};

/** Tells our own tokens from anything else, without a query. */
@Injectable()
export class TokenReader {
  constructor(
    private readonly keys: ServerKeys,
    private readonly sealed: SealedValues,
    private readonly core: CoreSettings,
    private readonly clock: Clock,
  ) {}

  /** Undefined for whatever is not a token of ours, or whose time is over. */
  async read(token: string): Promise<ReadToken | undefined> {
    try {
      return token.includes('.') ? await this.readJwt(token) : this.readRefreshToken(token);
    } catch (error) {
      if (error instanceof Untrusted) return undefined;
      throw error;
    }
  }

  private async readJwt(token: string): Promise<ReadToken | undefined> {
    const unverified = parseJws(token);
    const typ = normalTyp(unverified.header.typ) ?? '';
    const known = Object.hasOwn(kinds, typ) ? kinds[typ] : undefined; // RFC 8725 §3.11
    if (!known) return undefined;
    const [use, kind] = known;
    const { claims } = await this.keys.verify(unverified, kind);
    assertClaims(claims, { now: this.clock.now(), issuer: this.core.issuer, tolerance: 0 });
    return { use, grantId: String(claims.grant_id), claims };
  }

  private readRefreshToken(token: string): ReadToken {
    const { grantId, jti, issuedAt } = this.sealed.refreshTokens.open(token, this.clock.now());
    return { use: 'refresh', grantId, jti, hash: sha256Base64url(token), issuedAt };
  }
}
