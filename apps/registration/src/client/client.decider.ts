import type { PublicClient } from '#contracts';
import { type Command, type Decider, Refused } from '#event-sourcing';

/** What a client may do and is, apart from its identifier and status. */
export type ClientDescription = Omit<PublicClient, 'clientId' | 'status'>;

/** Which statement vouches for a client, and the facts in it that later updates are held against. */
export interface Voucher {
  readonly issuer: string;
  readonly jti: string;
  /** Key of the issuer that signed it, for audit. */
  readonly kid: string;
  readonly redirectUris: readonly string[];
}

/** What a registration or update settles. `softwareStatement` is the whole JWT, which RFC 7591 §3.2.1 wants returned. */
interface Terms {
  readonly client: ClientDescription;
  readonly voucher: Voucher;
  readonly softwareStatement: string;
}

export type ClientCommand = Command &
  (
    | ({
        readonly type: 'RegisterClient';
        readonly clientId: string;
        readonly tokenHash: string;
        readonly requestHash: string;
      } & Terms)
    | ({ readonly type: 'UpdateClient' } & Terms)
    | { readonly type: 'RenewRegistrationToken'; readonly tokenHash: string }
    | { readonly type: 'DeleteClient' }
  );

export type ClientEvent =
  | ({
      readonly type: 'ClientRegistered';
      readonly clientId: string;
      readonly tokenHash: string;
      readonly requestHash: string;
      readonly registeredAt: string;
    } & Terms)
  | ({ readonly type: 'ClientUpdated'; readonly updatedAt: string } & Terms)
  | { readonly type: 'RegistrationTokenRenewed'; readonly tokenHash: string; readonly renewedAt: string }
  | { readonly type: 'ClientDeleted'; readonly deletedAt: string };

export interface RegisteredClient extends Terms {
  readonly status: 'active' | 'deleted';
  readonly clientId: string;
  /** SHA-256 of the registration access token, base64url. */
  readonly tokenHash: string;
  /** The request that made the client: by these a repeat is told from a second use of the statement. */
  readonly registeredBy: { readonly jti: string; readonly issuer: string; readonly requestHash: string };
  readonly registeredAt: string;
}

export type ClientState = { readonly status: 'absent' } | RegisteredClient;

const decide = (command: ClientCommand, state: ClientState): readonly ClientEvent[] => {
  if (command.type === 'RegisterClient') return register(command, state);
  if (state.status !== 'active') throw new Refused('client-unknown');
  const at = command.context.at;
  switch (command.type) {
    case 'UpdateClient':
      return update(command, state);
    case 'RenewRegistrationToken':
      return [{ type: 'RegistrationTokenRenewed', tokenHash: command.tokenHash, renewedAt: at }];
    case 'DeleteClient':
      return [{ type: 'ClientDeleted', deletedAt: at }];
  }
};

const register = (
  command: ClientCommand & { type: 'RegisterClient' },
  state: ClientState,
): readonly ClientEvent[] => {
  if (state.status !== 'absent') throw new Refused('client-exists');
  const { clientId, tokenHash, requestHash, client, voucher, softwareStatement, context } = command;
  const registeredAt = context.at;
  return [
    {
      type: 'ClientRegistered',
      clientId,
      tokenHash,
      requestHash,
      client,
      voucher,
      softwareStatement,
      registeredAt,
    },
  ];
};

// A client stays the client of its software: another statement may change what it is, not who.
const update = (
  { client, voucher, softwareStatement, context }: ClientCommand & { type: 'UpdateClient' },
  state: RegisteredClient,
): readonly ClientEvent[] => {
  const same = voucher.issuer === state.voucher.issuer && client.software.id === state.client.software.id;
  if (!same) throw new Refused('statement-of-other-software');
  return [{ type: 'ClientUpdated', client, voucher, softwareStatement, updatedAt: context.at }];
};

const evolve = (state: ClientState, event: ClientEvent): ClientState => {
  if (event.type === 'ClientRegistered') return registered(event);
  if (state.status === 'absent') return state;
  switch (event.type) {
    case 'ClientUpdated': {
      const { client, voucher, softwareStatement } = event;
      return { ...state, client, voucher, softwareStatement };
    }
    case 'RegistrationTokenRenewed':
      return { ...state, tokenHash: event.tokenHash };
    case 'ClientDeleted':
      return { ...state, status: 'deleted' };
  }
};

const registered = (event: ClientEvent & { type: 'ClientRegistered' }): RegisteredClient => {
  const { clientId, tokenHash, requestHash, client, voucher, softwareStatement, registeredAt } = event;
  const registeredBy = { jti: voucher.jti, issuer: voucher.issuer, requestHash };
  return {
    status: 'active',
    clientId,
    tokenHash,
    client,
    voucher,
    softwareStatement,
    registeredBy,
    registeredAt,
  };
};

/** The life of a client: registered by a statement, updated, deleted. */
export const clientDecider: Decider<ClientCommand, ClientEvent, ClientState> = {
  kind: 'client',
  initial: { status: 'absent' },
  decide,
  evolve,
};
