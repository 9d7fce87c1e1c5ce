import type { JWTPayload } from 'jose';

/** The signing keys of one service, kept in its own log, private halves encrypted under the key-encryption key. */
export abstract class ServerKeys {
  /** Signs with the active key of an algorithm (`PS256`, `ES256`, `EdDSA`); gives the compact JWT and the `kid`. */
  abstract sign(
    alg: string,
    header: { readonly typ: string },
    claims: JWTPayload,
  ): Promise<{ readonly jwt: string; readonly kid: string }>;
  /** Public JWKs of this service that are to be published now. */
  abstract publicKeys(): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Makes the next key of each algorithm: published at once, used after the publication delay. */
  abstract rotate(): Promise<void>;
}
