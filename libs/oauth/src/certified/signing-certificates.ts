import type { PublicClient } from '#contracts';
import {
  assertCertified,
  assertVerifies,
  type CertificateTrust,
  type CertifiedBy,
  type Claims,
  type FindKey,
  type JwsHeader,
  Untrusted,
} from '#crypto';
import type { Clock } from '#event-sourcing';
import type { RemoteKeys } from '../remote-keys.js';

/** Whether messages have to be signed by certified keys: of all clients, or of those that registered it. */
export type CertifiedMessages = 'required' | 'offered';

/** Finds the key of one signature, and keeps the certificate that it is by. */
export interface CertifiedFinder {
  readonly key: FindKey;
  /** Once the key was found. */
  readonly by: () => CertifiedBy;
}

/** The certificates of the keys that clients publish, and of whom they are demanded. */
export class SigningCertificates {
  constructor(
    private readonly keys: Pick<RemoteKeys, 'at' | 'certificateAt'>,
    private readonly trust: CertificateTrust,
    private readonly demanded: CertifiedMessages,
    private readonly clock: Clock,
  ) {}

  /** MEF 128 R43, R44: by the policy of the Seller, or by the client's own wish. */
  areDemandedOf({ certifiedMessages }: Pick<PublicClient, 'certifiedMessages'>): boolean {
    return this.demanded === 'required' || certifiedMessages === 'required';
  }

  /**
   * The key that is found is that of the certificate, whatever else is published under the same `kid`.
   * It throws `Untrusted` as the finder of `RemoteKeys.at`, and `not-certified`.
   */
  finder({ jwksUri }: Pick<PublicClient, 'jwksUri'>): CertifiedFinder {
    let found: CertifiedBy | undefined;
    const key = async (header: JwsHeader) => {
      await this.keys.at(jwksUri)(header);
      found = await this.keys.certificateAt(jwksUri, header.kid!); // MEF 128 R47, D9
      if (!found) throw new Untrusted('not-certified');
      assertVerifies(found.leaf.publicJwk, header.alg);
      return found.leaf.publicKey;
    };
    return { key, by: () => found! };
  }

  /**
   * Whether what has just come, and says by whom and when it was made, was made by the subject of a certificate that was good
   * then (R44, R48). Throws `Untrusted` as `assertCertified`.
   */
  async assertMade(by: CertifiedBy, claims: Pick<Claims, 'iss' | 'iat'>, maxAge: number): Promise<void> {
    const policy = { certificates: this.trust, receivedAt: this.clock.now(), maxAge };
    await assertCertified(by, claims, policy);
  }

  /**
   * Finds keys of a client for what names its issuer otherwise, such as request objects: where they have to be certified, those
   * whose certificate is good now. It throws `Untrusted` as `finder` and `CertificateTrust.assertSigning`.
   */
  keysNow(client: Pick<PublicClient, 'jwksUri' | 'certifiedMessages'>): FindKey {
    if (!this.areDemandedOf(client)) return this.keys.at(client.jwksUri);
    const { key, by } = this.finder(client);
    return async (header) => {
      const found = await key(header);
      const now = this.clock.now();
      await this.trust.assertSigning(by(), { signedAt: now, receivedAt: now });
      return found;
    };
  }
}
