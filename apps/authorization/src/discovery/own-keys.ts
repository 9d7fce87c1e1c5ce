import { Injectable } from '@nestjs/common';
import type { PublicJwk } from '#crypto';
import { DecryptionKeys, MessageSigner, ServerKeys } from '#oauth';

/** Public keys that this service publishes by its own knowledge. */
@Injectable()
export class OwnKeys {
  constructor(
    private readonly service: ServerKeys,
    private readonly messages: MessageSigner,
    private readonly decryption: DecryptionKeys,
  ) {}

  /** Its signing keys, and the certified one that the whole deployment signs messages with, if there is one. */
  async signing(): Promise<readonly PublicJwk[]> {
    return (await Promise.all([this.service.publicKeys(), this.messages.published()])).flat();
  }

  /** What request objects are encrypted to (`use: enc`). */
  encryption(): Promise<readonly PublicJwk[]> {
    return this.decryption.publicKeys();
  }
}
