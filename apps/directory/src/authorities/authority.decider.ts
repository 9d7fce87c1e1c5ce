import type { Command, Decider } from '#event-sourcing';
import type { Environment } from '../certificates/profile.js';

/** Families of authorities: one for each kind of key that is certified, and one that stands for the public web PKI. */
export type AuthorityFamily = 'ecdsa' | 'rsa' | 'public';

/** A private key (PKCS#8), encrypted under a data key that the key-encryption key `kek` has wrapped; both base64url. */
export interface SealedKey {
  readonly sealed: string;
  readonly wrapped: string;
  readonly kek: string;
}

/** An authority: its own certificate, and the key that it signs with. */
export interface StoredAuthority {
  /** Such as `Assent Sandbox Issuing CA - G1`. */
  readonly name: string;
  /** Base64 of the DER. */
  readonly certificate: string;
  readonly privateKey: SealedKey;
}

/** A root and the authority under it that issues; the root signs nothing else. */
export interface AuthorityPair {
  readonly environment: Environment;
  readonly family: AuthorityFamily;
  readonly root: StoredAuthority;
  readonly issuing: StoredAuthority;
}

/** Made once: any number of processes may start at the same time. */
export type AuthorityCommand = Command & {
  readonly type: 'EstablishAuthority';
  readonly pair: AuthorityPair;
};

export type AuthorityEvent = {
  readonly type: 'AuthorityEstablished';
  readonly establishedAt: string;
} & AuthorityPair;

export type AuthorityState =
  | { readonly status: 'absent' }
  | ({ readonly status: 'established'; readonly establishedAt: string } & AuthorityPair);

/** The certification authorities of one family in one environment: stream `certification-authority-<environment>-<family>`. */
export const authorityDecider: Decider<AuthorityCommand, AuthorityEvent, AuthorityState> = {
  kind: 'certification-authority',
  initial: { status: 'absent' },
  decide: ({ context, pair }, state) =>
    state.status === 'absent' ? [{ type: 'AuthorityEstablished', ...pair, establishedAt: context.at }] : [],
  evolve: (_state, { type: _type, ...facts }) => ({ status: 'established', ...facts }),
};
