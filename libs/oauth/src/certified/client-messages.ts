import type { PublicClient } from '#contracts';
import {
  type BodyPolicy,
  type FindKey,
  type KeyManagement,
  type Recipient,
  type VerifiedBody,
  verifyBody,
  type WireBody,
} from '#crypto';
import type { Clock } from '#event-sourcing';
import { profileOf } from '../profiles.js';
import type { RemoteKeys } from '../remote-keys.js';
import type { SigningCertificates } from './signing-certificates.js';

/** What a reader expects of one body. */
export type ExpectedBody = Pick<BodyPolicy, 'forms' | 'audiences' | 'inspect'>;

/** Seconds that a message is good for. */
const MAX_AGE = 300;

/** What clients sign beside their OAuth requests: bodies, by keys that they publish. */
export class ClientMessages {
  constructor(
    private readonly keys: Pick<RemoteKeys, 'at' | 'recipientAt'>,
    private readonly certificates: SigningCertificates,
    private readonly clock: Clock,
  ) {}

  /** Finds the keys of a client for messages that name their issuer by themselves: good now, where they have to be certified. */
  keysOf(client: PublicClient): FindKey {
    return this.certificates.keysNow(client);
  }

  /** What messages to a client are encrypted to. Throws as `RemoteKeys.recipientAt`. */
  recipientOf({ jwksUri }: PublicClient, alg: KeyManagement): Promise<Recipient> {
    return this.keys.recipientAt(jwksUri, alg);
  }

  /** Whether messages of a client have to be signed by a certified key. */
  areCertified(client: PublicClient): boolean {
    return this.certificates.areDemandedOf(client);
  }

  /**
   * Verifies the body of a request: its form, a key of the client and of nobody else, issuer, audience, age; and, where
   * messages of the client are certified, the certificate of that key as of the signing time.
   * Throws `Untrusted` as `verifyBody` and `assertCertified`, `not-certified`, and `Refused('jwks-unavailable')`.
   */
  verify(client: PublicClient, body: WireBody, expected: ExpectedBody): Promise<VerifiedBody> {
    const { signingAlgorithms: algorithms } = profileOf(client);
    const policy = { ...expected, algorithms, now: this.clock.now(), maxAge: MAX_AGE };
    if (this.areCertified(client)) return this.certified(client, body, policy);
    const key = this.keys.at(client.jwksUri);
    return verifyBody(body, { ...policy, key, issuer: client.clientId });
  }

  private async certified(client: PublicClient, body: WireBody, policy: Omit<BodyPolicy, 'key'>) {
    const { key, by } = this.certificates.finder(client);
    const trustAnchors = [new URL(client.jwksUri).hostname];
    const verified = await verifyBody(body, { ...policy, key, trustAnchors });
    await this.certificates.assertMade(by(), verified.claims, policy.maxAge);
    return verified;
  }
}
