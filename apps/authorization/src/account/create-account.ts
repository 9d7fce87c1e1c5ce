import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Context, EventStore } from '#event-sourcing';
import { AccountIds } from './account-ids.js';
import { accounts } from './account.aggregate.js';
import { hashPassword } from './password.js';

/** Opens a local account. Throws `Refused('account-exists')`. */
export class CreateAccount {
  constructor(
    readonly account: {
      readonly username: string;
      readonly password: string;
      /** RFC 4648 base32. */
      readonly totpSecret?: string;
    },
    readonly context: Context,
  ) {}
}

@CommandHandler(CreateAccount)
export class CreateAccountHandler implements ICommandHandler<CreateAccount> {
  constructor(
    private readonly store: EventStore,
    private readonly ids: AccountIds,
  ) {}

  async execute({ account, context }: CreateAccount): Promise<{ readonly accountId: string }> {
    const accountId = this.ids.forSignInName(account.username);
    const { totpSecret } = account;
    await this.store.execute(accounts, accountId, {
      type: 'OpenAccount',
      accountId,
      signInName: account.username.trim(),
      passwordHash: await hashPassword(account.password),
      ...(totpSecret !== undefined && { totpSecret }),
      context,
    });
    return { accountId };
  }
}
