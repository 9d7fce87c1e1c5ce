import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Claimed, type Claim, type Context, EventStore, Refused } from '#event-sourcing';
import { accounts } from '../account/account.aggregate.js';
import { AccountIds } from '../account/account-ids.js';
import type { AccountState } from '../account/account.decider.js';
import { passwordMatches } from '../account/password.js';
import { TOTP_PERIOD, totpStep } from '../account/totp.js';
import { Sessions } from '../session/sessions.js';
import { ACR_CA, ACR_SCA, demandsSca, prefersSca } from './authentication-context.js';
import { Throttles } from './throttles.js';

/**
 * A person proves who they are, and gets a session. Throws `Refused('sign-in-failed')` without saying what was wrong, and
 * `Refused('too-many-attempts', { retryAfter })`.
 */
export class SignIn {
  constructor(
    readonly attempt: {
      readonly username: string;
      readonly password: string;
      readonly totp: string;
      /** Network address of the browser. */
      readonly address: string;
      /** What the request asks for, in order of preference. */
      readonly acrValues: readonly string[];
      /** Cookie of the session that the new one takes the place of. */
      readonly formerSession: string | undefined;
    },
    readonly context: Context,
  ) {}
}

const failed = (): never => {
  throw new Refused('sign-in-failed');
};

@CommandHandler(SignIn)
export class SignInHandler implements ICommandHandler<SignIn> {
  constructor(
    private readonly store: EventStore,
    private readonly ids: AccountIds,
    private readonly throttles: Throttles,
    private readonly sessions: Sessions,
  ) {}

  async execute({ attempt, context }: SignIn): Promise<{ readonly session: string }> {
    const accountId = this.ids.forSignInName(attempt.username);
    const counted = { accountId, addressId: this.ids.forAddress(attempt.address) };
    await this.throttles.count(counted, context);
    const account = (await this.store.load(accounts, accountId))?.state;
    const credentials = account?.status === 'open' ? account.credentials : undefined;
    const known = await passwordMatches(attempt.password, credentials?.passwordHash);
    const factor = secondFactor(attempt, account, context);
    if (!known || factor === 'wrong') return failed();
    const session = await this.begin(accountId, factor, context);
    await this.throttles.forgive(counted, context);
    await this.sessions.end(attempt.formerSession, 'replaced', context);
    return { session };
  }

  private async begin(accountId: string, factor: SecondFactor, context: Context): Promise<string> {
    const authTime = Math.floor(Date.parse(context.at) / 1000);
    const two = typeof factor === 'number';
    const proof = two
      ? { accountId, authTime, acr: ACR_SCA, amr: ['pwd', 'otp', 'mfa'] } // RFC 8176 §2
      : { accountId, authTime, acr: ACR_CA, amr: ['pwd'] };
    try {
      return await this.sessions.start(proof, context, two ? [totpClaim(accountId, factor, context)] : []);
    } catch (error) {
      if (error instanceof Claimed) return failed();
      throw error;
    }
  }
}

/** The time step of a code that is right, or what it means that there is none. */
type SecondFactor = number | 'not-needed' | 'wrong';

const secondFactor = (
  { totp, acrValues }: SignIn['attempt'],
  account: AccountState | undefined,
  { at }: Context,
): SecondFactor => {
  if (!prefersSca(acrValues)) return 'not-needed';
  const secret = account?.status === 'open' ? account.credentials.totpSecret : undefined;
  if (secret === undefined) return demandsSca(acrValues) ? 'wrong' : 'not-needed';
  return totpStep(secret, totp, new Date(at)) ?? 'wrong';
};

/** RFC 6238 §5.2: a code is accepted once. */
export const totpClaim = (accountId: string, step: number, { at }: Context): Claim => ({
  scope: 'totp-step',
  key: `${accountId}:${step}`,
  expiresAt: new Date(Date.parse(at) + 4 * TOTP_PERIOD * 1000).toISOString(),
});
