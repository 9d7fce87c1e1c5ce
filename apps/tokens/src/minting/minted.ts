import type { JWTPayload } from 'jose';
import type { IssuedToken, PublicClient } from '#contracts';

/** A token on its way to the client, and what the log keeps of it. */
export interface Minted {
  readonly token: string;
  readonly record: IssuedToken;
}

/** Signs claims with a key of this service, by algorithm and `typ`. */
export type Sign = (
  alg: string,
  typ: string,
  claims: JWTPayload,
) => Promise<{ readonly jwt: string; readonly kid: string }>;

/** Encrypts an id_token to its client, where that is registered. */
export type Seal = (client: PublicClient, jwt: string) => Promise<string>;
