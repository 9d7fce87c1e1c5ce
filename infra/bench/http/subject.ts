import type { JWK } from 'jose';

/** The client that asks: the same key, id and redirect URI at each subject. */
export interface BenchClient {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly kid: string;
  /** P-256, for assertions and request objects (ES256). */
  readonly privateJwk: JWK;
}

/** A server under measurement, as far as the load generator has to know it; plain JSON, since it crosses processes. */
export interface Target {
  readonly name: 'assent' | 'assent, tokens alone' | 'oidc-provider';
  /** Where requests go; without a slash at the end. */
  readonly origin: string;
  readonly issuer: string;
  /** Its processes: their children belong to it (PostgreSQL does). */
  readonly pids: readonly number[];
  readonly client: BenchClient;
  /** Who signs in, where a password is asked for. */
  readonly person?: { readonly username: string; readonly password: string };
}

/** A server that runs. */
export interface Subject {
  readonly target: Target;
  stop(): Promise<void>;
}
