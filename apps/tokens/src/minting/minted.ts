import type { JWTPayload } from 'jose';
import type { IssuedToken } from '#contracts';

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
