import type { PublicClient } from '#contracts';
import type { Claim } from '#event-sourcing';

/** A client that has proven who it is. */
export interface AuthenticatedClient {
  readonly client: PublicClient;
  /** The assertion's `jti`, to be claimed in the transaction of the effect: an assertion works once. */
  readonly claim: Claim;
  /** The key that signed the assertion, for audit. */
  readonly kid: string;
}

/** `private_key_jwt` (OIDC Core §9, RFC 7523). Throws `Refused('invalid-client')`. */
export abstract class ClientAuthentication {
  /** `form` is the parsed body; `audiences` are what `aud` may be: the issuer and the endpoint's own URL. */
  abstract authenticate(
    form: Readonly<Record<string, string | undefined>>,
    audiences: readonly string[],
  ): Promise<AuthenticatedClient>;
}
