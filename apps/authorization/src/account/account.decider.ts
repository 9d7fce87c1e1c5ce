import { type Command, type Decider, Refused } from '#event-sourcing';

/** Opens a local account; the secrets come hashed or are sealed on the way to the log. */
export interface OpenAccountCommand extends Command {
  readonly type: 'OpenAccount';
  readonly accountId: string;
  readonly signInName: string;
  /** PHC string of argon2id. */
  readonly passwordHash: string;
  /** RFC 4648 base32; without it the person cannot reach `…:sca`. */
  readonly totpSecret?: string;
}

export interface AccountOpened {
  readonly type: 'AccountOpened';
  readonly accountId: string;
  /** Sealed. */
  readonly signInName: string;
  /** Sealed. */
  readonly credentials: { readonly passwordHash: string; readonly totpSecret?: string };
}

export type AccountState =
  { readonly status: 'none' } | ({ readonly status: 'open' } & Omit<AccountOpened, 'type'>);

/** A person who may sign in at the Seller. */
export const accountDecider: Decider<OpenAccountCommand, AccountOpened, AccountState> = {
  kind: 'account',
  initial: { status: 'none' },
  decide: ({ accountId, signInName, passwordHash, totpSecret }, state) => {
    if (state.status !== 'none') throw new Refused('account-exists');
    const credentials = { passwordHash, ...(totpSecret !== undefined && { totpSecret }) };
    return [{ type: 'AccountOpened', accountId, signInName, credentials }];
  },
  evolve: (_state, { type: _type, ...account }) => ({ status: 'open', ...account }),
};
