import type { JWTHeaderParameters, JWTPayload } from 'jose';
import type { PublicClient } from '#contracts';
import {
  type ContentEncryption,
  encryptSigned,
  type JwtKind,
  type KeyManagement,
  type Recipient,
  type UnverifiedJws,
  Untrusted,
  type VerifiedJws,
  type VerifiedToken,
  assertKind,
  readClaims,
  verifyJws,
} from '#crypto';
import { Refused } from '#event-sourcing';
import type { SigningCertificates } from './certified/signing-certificates.js';
import type { RemoteKeys } from './remote-keys.js';

export interface VerifiedJwt {
  readonly header: JWTHeaderParameters;
  readonly payload: JWTPayload;
}

/** Keys that clients publish at their `jwks_uri`: cached, SSRF-guarded, refetched for an unknown `kid` at most once a minute. */
export class ClientKeys {
  constructor(
    private readonly keys: RemoteKeys,
    private readonly certificates?: SigningCertificates,
  ) {}

  /**
   * Verifies signature and algorithm, and the kind of JWT if one is given; the claims are left to the caller.
   * Throws `Refused('invalid-signature')` with a `cause`, `Refused('jwks-unavailable')`.
   */
  verify(
    client: PublicClient,
    jwt: string,
    algorithms: readonly string[],
    kind?: JwtKind,
  ): Promise<VerifiedJwt> {
    return verified(async () => {
      const { header, payload } = await this.verifySignature(client, jwt, algorithms);
      const claims = readClaims(payload);
      if (kind) assertKind(header, claims, kind);
      return { header, claims };
    });
  }

  /**
   * As `verify`, of a JWT that asks for something; where messages of the client have to be certified (MEF 128 R43, R44), the
   * certificate of its key is good now. `iss` is not looked at: it is that of OIDC (decision 22).
   */
  verifyRequest(client: PublicClient, jwt: string, algorithms: readonly string[]): Promise<VerifiedJwt> {
    const { certificates } = this;
    if (!certificates) return this.verify(client, jwt, algorithms);
    return verified(async () => {
      const { header, payload } = await verifyJws(jwt, { key: certificates.keysNow(client), algorithms });
      return { header, claims: readClaims(payload) };
    });
  }

  /** Verifies signature and algorithm of what may have been taken apart already. Throws `Untrusted`, `Refused('jwks-unavailable')`. */
  verifySignature(
    client: PublicClient,
    jws: string | UnverifiedJws,
    algorithms: readonly string[],
  ): Promise<VerifiedJws> {
    return verifyJws(jws, { key: this.keys.at(client.jwksUri), algorithms });
  }

  /**
   * The id_token as its client registered it: as it is, or encrypted to the client's key (OIDC Core §10.2, RFC 7519 §5.2).
   * Throws `Refused('no-encryption-key' | 'jwks-unavailable')`.
   */
  async encryptIdToken(client: PublicClient, jwt: string): Promise<string> {
    const { idTokenEncryptedResponseEnc: enc } = client;
    const recipient = await this.recipient(client);
    return recipient && enc ? encryptSigned(recipient, enc as ContentEncryption, jwt) : jwt;
  }

  /** The key that a client's id_tokens are encrypted to; undefined for one that did not ask for it. Throws as `encryptIdToken`. */
  async recipient({
    jwksUri,
    idTokenEncryptedResponseAlg: alg,
  }: PublicClient): Promise<Recipient | undefined> {
    if (alg === undefined) return undefined;
    try {
      return await this.keys.recipientAt(jwksUri, alg as KeyManagement);
    } catch (error) {
      if (error instanceof Untrusted) throw new Refused('no-encryption-key', { cause: error.reason });
      throw error;
    }
  }
}

const verified = async (verify: () => Promise<VerifiedToken>): Promise<VerifiedJwt> => {
  try {
    const { header, claims } = await verify();
    return { header: header as JWTHeaderParameters, payload: claims };
  } catch (error) {
    if (error instanceof Untrusted) throw new Refused('invalid-signature', { cause: error.reason });
    throw error;
  }
};
