import {
  type DecryptionKey,
  type EncryptionKeyType,
  generateEncryptionKey,
  importDecryptionKey,
  type PublicJwk,
  Untrusted,
  uuid,
} from '#crypto';
import type { Context } from '#event-sourcing';
import { KeysRead } from '../keys-read.js';
import type { ListedSigningKey, ServerKeysOptions } from '../server-keys.js';
import { openPrivateKey, sealPrivateKey } from '../signing-keys/sealed-private-key.js';
import { decryptionKeys } from './decryption-keys.aggregate.js';
import type {
  DecryptionKeysCommand,
  NewDecryptionKey,
  StoredDecryptionKey,
} from './decryption-keys.decider.js';
import { decryptionUseOf } from './decryption-key-use.js';

/** One key of each type that others may have use of. */
const TYPES: readonly EncryptionKeyType[] = ['RSA', 'P-256', 'X25519'];

/** Seconds: no profile takes older ones (FAPI 1.0 Advanced §5.2.2 items 13 and 17). */
const REQUEST_OBJECT_LIFE = 3600;

const aadOf = (kid: string): string => `decryption-key:${kid}`;

/** The keys that others encrypt to for one service, kept in its own log, private halves encrypted under the key-encryption key. */
export class DecryptionKeys {
  private readonly stored: KeysRead<StoredDecryptionKey>;
  private readonly opened = new Map<string, Promise<DecryptionKey>>();

  constructor(private readonly options: ServerKeysOptions) {
    this.stored = new KeysRead(() => this.read(), options.clock);
  }

  /** Public keys that others are to encrypt to now, one of each type, `use: enc`. */
  async publicKeys(): Promise<readonly PublicJwk[]> {
    const keys = await this.stored.current();
    return keys.filter((key) => decryptionUseOf(key, keys, this.now()) === 'active').map(({ jwk }) => jwk);
  }

  /** The private key that a header names, also one that is not published yet or any more. Throws `Untrusted('missing-kid' | 'unknown-kid')`. */
  readonly find = async ({ kid }: { readonly kid?: string }): Promise<DecryptionKey> => {
    if (kid === undefined) throw new Untrusted('missing-kid');
    const keys = await this.stored.current();
    const key = keys.find((one) => one.kid === kid);
    if (!key || decryptionUseOf(key, keys, this.now()) === 'expired') throw new Untrusted('unknown-kid');
    return this.open(key);
  };

  /** Every key that is still known, for operators. */
  async list(): Promise<readonly ListedSigningKey[]> {
    const keys = await this.stored.current();
    return keys.map((key) => ({
      kid: key.kid,
      alg: `${key.keyType} (enc)`,
      use: decryptionUseOf(key, keys, this.now()),
      publishedAt: key.madeAt,
      activeFrom: key.publishedFrom,
      ...(key.decryptsUntil !== undefined && { publishedUntil: key.decryptsUntil }),
    }));
  }

  /** Makes the next key of each type: it decrypts at once, and is published in the place of the present one after the delay. */
  async rotate(context: Context = this.context()): Promise<void> {
    const { keyPublicationDelay, longestTokenLife } = this.options.settings;
    await this.stored.current();
    await this.execute({
      type: 'RotateDecryptionKeys',
      context,
      service: this.options.service,
      keys: await this.makeKeys(),
      publicationDelay: keyPublicationDelay,
      // Who has our key set from before may encrypt by it for as long as it is cached, and send that as late as it is valid.
      overlap: keyPublicationDelay + Math.max(longestTokenLife, REQUEST_OBJECT_LIFE),
    });
  }

  /** Makes the first keys if there are none. */
  async establish(): Promise<void> {
    await this.stored.current();
  }

  /** Opens each key that is published. Rejects while one does not open. */
  async check(): Promise<void> {
    const keys = await this.stored.current();
    const active = keys.filter((key) => decryptionUseOf(key, keys, this.now()) === 'active');
    await Promise.all(active.map((key) => this.open(key)));
  }

  private open({ kid, privateKey }: StoredDecryptionKey): Promise<DecryptionKey> {
    const known = this.opened.get(kid);
    if (known) return known;
    const opened = Promise.resolve()
      .then(() => openPrivateKey(aadOf(kid), privateKey, this.options.keyEncryptionKey))
      .then(importDecryptionKey);
    this.opened.set(kid, opened);
    opened.catch(() => this.opened.delete(kid));
    return opened;
  }

  private async read(): Promise<readonly StoredDecryptionKey[]> {
    const { store, service } = this.options;
    const loaded = await store().load(decryptionKeys, service);
    if (loaded && loaded.state.keys.length > 0) return loaded.state.keys;
    const keys = await this.makeKeys();
    return this.execute({ type: 'EstablishDecryptionKeys', context: this.context(), service, keys });
  }

  private async execute(command: DecryptionKeysCommand): Promise<readonly StoredDecryptionKey[]> {
    const { store, service } = this.options;
    const { state } = await store().execute(decryptionKeys, service, command);
    return this.stored.remember(state.keys);
  }

  private makeKeys(): Promise<NewDecryptionKey[]> {
    return Promise.all(
      TYPES.map(async (type) => {
        const { kid, publicJwk, privateJwk } = await generateEncryptionKey(type);
        const privateKey = sealPrivateKey(aadOf(kid), privateJwk, this.options.keyEncryptionKey);
        return { kid, keyType: type, jwk: publicJwk, privateKey };
      }),
    );
  }

  private context(): Context {
    const actor = { kind: 'service', id: this.options.service } as const;
    return { commandId: uuid(), at: this.now().toISOString(), actor, correlationId: uuid() };
  }

  private now(): Date {
    return this.options.clock.now();
  }
}
