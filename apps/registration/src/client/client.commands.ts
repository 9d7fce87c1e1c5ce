import type { SuspensionCause } from '#contracts';
import type { Command } from '#event-sourcing';
import type { Evidence, PolicyDecision, Terms } from './client.events.js';

export type RegisterClientCommand = Command &
  Terms & {
    readonly type: 'RegisterClient';
    readonly clientId: string;
    readonly tokenHash: string;
    readonly requestHash: string;
    readonly decision: PolicyDecision;
  };

export type UpdateClientCommand = Command &
  Terms & {
    readonly type: 'UpdateClient';
    readonly decision: PolicyDecision;
  };

/** Says which certificates are published for the client's keys now. */
export type NoteCertificatesCommand = Command & {
  readonly type: 'NoteCertificates';
  readonly certificates: readonly Evidence[];
};

/** `since` is when the cause came about, if that is known; otherwise it is when the command was given. */
export type SuspendClientCommand = Command & {
  readonly type: 'SuspendClient';
  readonly cause: Omit<SuspensionCause, 'since'> & { readonly since?: string };
};

/** Says that one cause is gone; a client with others stays suspended. */
export type ReinstateClientCommand = Command & {
  readonly type: 'ReinstateClient';
  readonly cause: Pick<SuspensionCause, 'kind' | 'id'>;
};

export type ClientCommand =
  | RegisterClientCommand
  | UpdateClientCommand
  | NoteCertificatesCommand
  | SuspendClientCommand
  | ReinstateClientCommand
  | (Command & { readonly type: 'RenewRegistrationToken'; readonly tokenHash: string })
  | (Command & { readonly type: 'DeleteClient' });
