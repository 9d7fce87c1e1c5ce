import { Injectable } from '@nestjs/common';
import { authenticity, DecryptionKeySet, KeyEncryptionKey, type PublicJwk } from '#crypto';
import { MessageSigner, ServerKeys } from '#oauth';

/** What the secrets of messages are encrypted to is derived for this purpose and no other. */
const PURPOSE = 'quotes/payload-authenticity';

interface Encryption {
  readonly published: readonly PublicJwk[];
  readonly keys: DecryptionKeySet;
}

/** The Seller's keys for conversations: the service's signing keys, and one for secrets that comes from the key-encryption key. */
@Injectable()
export class SellersKeys {
  private encryption?: Promise<Encryption>;

  constructor(
    private readonly signing: ServerKeys,
    private readonly messages: MessageSigner,
    private readonly keyEncryptionKey: KeyEncryptionKey,
  ) {}

  readonly sign: authenticity.Sign = (typ, claims) => this.signing.sign('ES256', { typ }, claims);

  /** The public half of a key that just signed. */
  async publicKey(kid: string): Promise<PublicJwk> {
    const jwk = (await this.signing.publicKeys()).find((key) => key.kid === kid);
    if (!jwk) throw new Error('a key that signed is not among those that are published');
    return jwk;
  }

  /** RFC 9728 §2, `jwks_uri`: what this resource server signs answers with, and what is encrypted to it. */
  async published(): Promise<readonly PublicJwk[]> {
    const [signing, certified, { published }] = await Promise.all([
      this.signing.publicKeys(),
      this.messages.published(),
      this.derived(),
    ]);
    return [...published, ...certified, ...signing];
  }

  async decryptionKeys(): Promise<DecryptionKeySet> {
    return (await this.derived()).keys;
  }

  // The newest stands first: it is the one that others take.
  private derived(): Promise<Encryption> {
    this.encryption ??= Promise.all(
      this.keyEncryptionKey.derive(PURPOSE).map(authenticity.encryptionKeyOf),
    ).then((all) => ({
      published: all.map(({ publicJwk }) => publicJwk),
      keys: new DecryptionKeySet(all.map(({ decryption }) => decryption)),
    }));
    return this.encryption;
  }
}
