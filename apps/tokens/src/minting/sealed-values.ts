import { Injectable } from '@nestjs/common';
import { SealedTokens } from '#crypto';
import { CoreSettings } from '#service';
import type { RefreshTokenContent } from './refresh-token.js';

/** What authorization puts into a code. */
export interface CodeContent {
  readonly authorizationId: string;
  /** Version of the authorization's stream at which the code was issued. */
  readonly version: number;
}

/** The two values that clients carry without being able to read them. */
@Injectable()
export class SealedValues {
  /** Sealed by authorization, opened here, under a key that both derive. */
  readonly codes: SealedTokens<CodeContent>;
  readonly refreshTokens: SealedTokens<RefreshTokenContent>;

  constructor(core: CoreSettings) {
    this.codes = new SealedTokens(core.sharedKey('authorization-code'), 'authorization-code');
    this.refreshTokens = new SealedTokens(core.sharedKey('refresh-token'), 'refresh-token');
  }
}
