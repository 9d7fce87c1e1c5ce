import { type Decider, Refused } from '#event-sourcing';
import type {
  ClientCommand,
  NoteCertificatesCommand,
  ReinstateClientCommand,
  RegisterClientCommand,
  SuspendClientCommand,
  UpdateClientCommand,
} from './client.commands.js';
import type { ClientEvent } from './client.events.js';
import { evolve } from './client.evolve.js';
import { certificatesOf, endOf, knownCause, supersededBy } from './client.policies.js';
import type { ClientState, RegisteredClient } from './client.state.js';

const decide = (command: ClientCommand, state: ClientState): readonly ClientEvent[] => {
  if (command.type === 'RegisterClient') return register(command, state);
  if (state.status === 'absent' || state.status === 'deleted') throw new Refused('client-unknown');
  const at = command.context.at;
  switch (command.type) {
    case 'UpdateClient':
      return update(command, state);
    case 'RenewRegistrationToken':
      refuseSuspended(state);
      return [{ type: 'RegistrationTokenRenewed', tokenHash: command.tokenHash, renewedAt: at }];
    case 'DeleteClient':
      refuseSuspended(state);
      return [{ type: 'ClientDeleted', deletedAt: at }];
    case 'NoteCertificates':
      return note(command, state);
    case 'SuspendClient':
      return suspend(command, state);
    case 'ReinstateClient':
      return reinstate(command, state);
  }
};

const register = (command: RegisterClientCommand, state: ClientState): readonly ClientEvent[] => {
  if (state.status !== 'absent') throw new Refused('client-exists');
  const { clientId, tokenHash, requestHash, client, voucher, softwareStatement, context, decision } = command;
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
    { type: 'RegistrationPolicyApplied', ...decision, appliedAt: context.at },
  ];
};

// A client stays the client of its software: another statement may change what it is, not who. While it is suspended,
// the one update that is of use is one that brings something better than what it is suspended for.
const update = (command: UpdateClientCommand, state: RegisteredClient): readonly ClientEvent[] => {
  const { client, voucher, softwareStatement, decision, context } = command;
  const same = voucher.issuer === state.voucher.issuer && client.software.id === state.client.software.id;
  if (!same) throw new Refused('statement-of-other-software');
  const superseded = supersededBy(decision, state);
  if (superseded.length === 0) refuseSuspended(state);
  return [
    { type: 'ClientUpdated', client, voucher, softwareStatement, updatedAt: context.at },
    { type: 'RegistrationPolicyApplied', ...decision, appliedAt: context.at },
    ...endOf(superseded, state, context.at),
  ];
};

// What a client is suspended for stays, so that taking it out of the key set ends no suspension.
const note = (
  { certificates, context }: NoteCertificatesCommand,
  state: RegisteredClient,
): readonly ClientEvent[] => {
  const before = certificatesOf(state);
  const published = new Set(certificates.map(({ id }) => id));
  const held = before.filter((one) => !published.has(one.id) && knownCause(state, one));
  const evidence = [...certificates, ...held];
  const known = new Set(before.map(({ id }) => id));
  const same = evidence.length === known.size && evidence.every(({ id }) => known.has(id));
  return same ? [] : [{ type: 'ClientCertificatesNoted', evidence, notedAt: context.at }];
};

// Told again of the same cause for the same reason, nothing is new: whoever watches may look as often as it likes.
const suspend = (
  { cause, context }: SuspendClientCommand,
  state: RegisteredClient,
): readonly ClientEvent[] => {
  if (knownCause(state, cause)?.reason === cause.reason) return [];
  const { kind, id, reason, since = context.at } = cause;
  return [{ type: 'ClientSuspended', cause: { kind, id, reason, since }, suspendedAt: context.at }];
};

const reinstate = (
  { cause, context }: ReinstateClientCommand,
  state: RegisteredClient,
): readonly ClientEvent[] => {
  const known = knownCause(state, cause);
  return known ? endOf([known], state, context.at) : [];
};

// Otherwise it could shake its suspension off: by registering its software anew, or by handing its registration on.
const refuseSuspended = (state: RegisteredClient): void => {
  if (state.status === 'suspended') throw new Refused('client-suspended');
};

/** The life of a client: registered by a statement, updated, suspended and reinstated, deleted. */
export const clientDecider: Decider<ClientCommand, ClientEvent, ClientState> = {
  kind: 'client',
  initial: { status: 'absent' },
  decide,
  evolve,
};
