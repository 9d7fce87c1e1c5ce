import {
  assertMaySign,
  type BodyForm,
  type CertificateTrust,
  type CertifiedKey,
  opaqueId,
  type PublicJwk,
  signBody,
  type SigningKey,
  Untrusted,
  type WireBody,
  x5cOf,
} from '#crypto';
import { type Clock, Refused } from '#event-sourcing';
import type { ServerKeys } from '../server-keys.js';
import type { CertifiedFile } from './certified-file.js';

/** A body as it goes out, and the key that signed it. */
export interface SignedMessage extends WireBody {
  readonly kid: string;
}

/** What messages are signed with. */
export interface MessageSignerParts {
  /** Identifies us to whom we talk to, where no certificate does. */
  readonly issuer: string;
  readonly keys: Pick<ServerKeys, 'signingKey'>;
  /** Where the deployment signs with a certified key. */
  readonly certified?: CertifiedFile;
  readonly trust: CertificateTrust;
  readonly clock: Clock;
}

/** Seconds that a message is good for. */
const LIFE = 300;

/**
 * Signs the Seller's messages: answers of its API, and notifications. By a certified key where the deployment has one (Sig2,
 * MEF 128 R43, R44, R47, R48: `iss` is then the subject of its certificate), else by the ES256 key of the service. JWTs of OAuth
 * and OIDC are not messages: `iss` is the issuer there, and the published keys of the services sign them (decision 22).
 */
export class MessageSigner {
  constructor(private readonly parts: MessageSignerParts) {}

  /** Throws `Refused('signing-certificate-not-usable')`. */
  async sign(form: BodyForm, data: unknown, audience: string): Promise<SignedMessage> {
    const key = await this.key();
    const iat = Math.floor(this.parts.clock.now().getTime() / 1000);
    const iss = 'issuer' in key ? key.issuer : this.parts.issuer;
    const claims = { iss, aud: audience, iat, exp: iat + LIFE, jti: opaqueId() };
    const trustAnchor = new URL(this.parts.issuer).hostname;
    const content = { data, claims, ...('issuer' in key && { trustAnchor }) };
    return { ...(await signBody(form, key, content)), kid: key.kid };
  }

  /** Rejects as `sign` while nothing could be signed: to be asked before something is done that has to be answered. */
  async ready(): Promise<void> {
    await this.key();
  }

  /** The certified key as others find it, `x5c` with it; none where services sign with keys of their own. */
  async published(): Promise<readonly PublicJwk[]> {
    const key = await this.parts.certified?.key().catch(() => undefined);
    if (!key) return [];
    const { leaf, intermediates } = key.by;
    const { kid, alg } = key;
    const x5c = x5cOf([leaf, ...intermediates]);
    return [{ ...leaf.publicJwk, kid, alg, use: 'sig', x5c, 'x5t#S256': leaf.id }];
  }

  private async key(): Promise<SigningKey | CertifiedKey> {
    const { certified, keys, trust, clock } = this.parts;
    if (!certified) return keys.signingKey('ES256');
    const key = await certified.key();
    try {
      await assertMaySign(key, trust, clock.now()); // MEF 128 R44
      return key;
    } catch (error) {
      if (!(error instanceof Untrusted)) throw error;
      throw new Refused('signing-certificate-not-usable', { cause: error.reason });
    }
  }
}
