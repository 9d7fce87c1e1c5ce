import { Injectable } from '@nestjs/common';
import { jwtVerify, SignJWT } from 'jose';
import { Clock, Refused } from '#event-sourcing';
import { CoreSettings } from '../settings/core-settings.js';

const TYP = 'assent-internal+jwt';
/** Seconds: one that is about to be replaced is still good where the clock is half a minute ahead. */
const LIFETIME = 90;
const REUSED = 30;

/** Short JWTs by which one service knows another: HS256 under a key that only caller and target derive. */
@Injectable()
export class InternalTokens {
  private readonly cache = new Map<string, { readonly jwt: string; readonly issuedAt: number }>();

  constructor(
    private readonly core: CoreSettings,
    private readonly clock: Clock,
  ) {}

  async issue(caller: string, target: string): Promise<string> {
    const now = this.seconds();
    const name = `${caller}>${target}`;
    const known = this.cache.get(name);
    if (known && now - known.issuedAt < REUSED && now >= known.issuedAt) return known.jwt;
    const jwt = await new SignJWT()
      .setProtectedHeader({ alg: 'HS256', typ: TYP })
      .setIssuer(caller)
      .setAudience(target)
      .setIssuedAt(now)
      .setExpirationTime(now + LIFETIME)
      .sign(this.keyOf(target));
    this.cache.set(name, { jwt, issuedAt: now });
    return jwt;
  }

  /** The name of the calling service. Throws `Refused('unauthenticated')`. */
  async verify(jwt: string, target: string): Promise<string> {
    const rules = {
      algorithms: ['HS256'],
      typ: TYP,
      audience: target,
      currentDate: this.clock.now(),
      requiredClaims: ['iss', 'iat', 'exp'],
    };
    const { payload } = await jwtVerify(jwt, this.keyOf(target), rules).catch(() => {
      throw new Refused('unauthenticated');
    });
    return String(payload.iss);
  }

  private keyOf(target: string): Uint8Array {
    return this.core.sharedKey(`internal:${target}`);
  }

  private seconds(): number {
    return Math.floor(this.clock.now().getTime() / 1000);
  }
}
