import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Claimed, type Context, EventStore, Refused } from '#event-sourcing';
import { accounts } from '../account/account.aggregate.js';
import { AccountIds } from '../account/account-ids.js';
import { totpStep } from '../account/totp.js';
import { Sessions } from '../session/sessions.js';
import { ACR_SCA } from './authentication-context.js';
import { totpClaim } from './sign-in.js';
import { Throttles } from './throttles.js';

/** A signed-in person adds the second factor; the session is renewed, its time of sign-in stays. Throws as `SignIn` does. */
export class StepUp {
  constructor(
    readonly attempt: { readonly session: string; readonly totp: string; readonly address: string },
    readonly context: Context,
  ) {}
}

const failed = (): never => {
  throw new Refused('sign-in-failed');
};

@CommandHandler(StepUp)
export class StepUpHandler implements ICommandHandler<StepUp> {
  constructor(
    private readonly store: EventStore,
    private readonly ids: AccountIds,
    private readonly throttles: Throttles,
    private readonly sessions: Sessions,
  ) {}

  async execute({ attempt, context }: StepUp): Promise<{ readonly session: string }> {
    const former = await this.sessions.visit(attempt.session, context);
    if (!former) throw new Refused('session-over');
    const { accountId, authTime } = former;
    const counted = { accountId, addressId: this.ids.forAddress(attempt.address) };
    await this.throttles.count(counted, context);
    const account = (await this.store.load(accounts, accountId))?.state;
    const secret = account?.status === 'open' ? account.credentials.totpSecret : undefined;
    const step = secret === undefined ? undefined : totpStep(secret, attempt.totp, new Date(context.at));
    if (step === undefined) return failed();
    const proof = { accountId, authTime, acr: ACR_SCA, amr: ['pwd', 'otp', 'mfa'] };
    const claims = [totpClaim(accountId, step, context)];
    const session = await this.sessions.start(proof, context, claims).catch((error: unknown) => {
      if (error instanceof Claimed) return failed();
      throw error;
    });
    await this.throttles.forgive(counted, context);
    await this.sessions.end(attempt.session, 'replaced', context);
    return { session };
  }
}
