import type { PublicClient } from '#contracts';
import type { PolicyDecision, Terms } from './client.events.js';

export interface RegisteredClient extends Terms {
  readonly status: PublicClient['status'];
  readonly clientId: string;
  /** SHA-256 of the registration access token, base64url. */
  readonly tokenHash: string;
  /** The request that made the client: by these a repeat is told from a second use of the statement. */
  readonly registeredBy: { readonly jti: string; readonly issuer: string; readonly requestHash: string };
  readonly registeredAt: string;
  /** Why it was accepted as it is; absent in registrations of old. */
  readonly decision?: PolicyDecision;
  readonly suspension?: NonNullable<PublicClient['suspension']>;
  readonly reinstatedAt?: string;
}

export type ClientState = { readonly status: 'absent' } | RegisteredClient;
