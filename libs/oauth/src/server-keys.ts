import type { JWTPayload } from 'jose';
import {
  type JwtKind,
  type KeyEncryptionKey,
  KeySet,
  type PublicJwk,
  type SigningKey,
  type UnverifiedJws,
  type VerifiedToken,
  signJwt,
  signatureAlgorithms,
  uuid,
  verifyJwt,
} from '#crypto';
import { type Clock, type Context, type EventStore, Refused } from '#event-sourcing';
import { KeysRead } from './keys-read.js';
import type { OAuthSettings } from './oauth-settings.js';
import { makeSigningKey, openSigningKey } from './signing-keys/sealed-private-key.js';
import { signingKeys } from './signing-keys/signing-keys.aggregate.js';
import type { SigningKeysCommand, StoredSigningKey } from './signing-keys/signing-keys.decider.js';
import { type SigningKeyUse, signingKeyAt, useOf } from './signing-keys/signing-key-use.js';

/** One key of a service, for operators. */
export interface ListedSigningKey {
  readonly kid: string;
  readonly alg: string;
  readonly use: SigningKeyUse;
  readonly publishedAt: string;
  readonly activeFrom: string;
  readonly publishedUntil?: string;
}

/** What the keys of one service are made with. */
export interface ServerKeysOptions {
  readonly service: string;
  readonly store: () => EventStore;
  readonly keyEncryptionKey: KeyEncryptionKey;
  readonly clock: Clock;
  readonly settings: Pick<OAuthSettings, 'keyPublicationDelay' | 'longestTokenLife'>;
}

/** The signing keys of one service, kept in its own log, private halves encrypted under the key-encryption key. */
export class ServerKeys {
  private readonly opened = new Map<string, Promise<SigningKey>>();
  private verifying?: { readonly kids: string; readonly set: KeySet };
  private readonly stored: KeysRead<StoredSigningKey>;

  constructor(private readonly options: ServerKeysOptions) {
    this.stored = new KeysRead(() => this.read(), options.clock);
  }

  /**
   * Signs with the active key of an algorithm (`PS256`, `ES256`, `EdDSA`); gives the compact JWT and the `kid`, which is a
   * DID URL where the DID is given under which the keys are published.
   */
  async sign(
    alg: string,
    { typ, did }: { readonly typ: string; readonly did?: string },
    claims: JWTPayload,
  ): Promise<{ readonly jwt: string; readonly kid: string }> {
    const key = await this.signingKey(alg);
    const kid = did === undefined ? key.kid : `${did}#${key.kid}`;
    return { jwt: await signJwt({ ...key, kid }, typ, claims), kid };
  }

  /** Verifies signature and kind of what this service signed itself. Throws `Untrusted`. */
  async verify(jwt: string | UnverifiedJws, kind: JwtKind): Promise<VerifiedToken> {
    const set = this.setOf(await this.publicKeys());
    return verifyJwt(jwt, { key: (header) => set.find(header), algorithms: signatureAlgorithms }, kind);
  }

  /** Public JWKs of this service that are to be published now. */
  async publicKeys(): Promise<readonly PublicJwk[]> {
    const keys = await this.keys();
    return keys.filter((key) => useOf(key, keys, this.now()) !== 'expired').map(({ jwk }) => jwk);
  }

  /** Every key that is still known, for operators. */
  async list(): Promise<readonly ListedSigningKey[]> {
    const keys = await this.keys();
    return keys.map((key) => {
      const { kid, alg, publishedAt, activeFrom, publishedUntil } = key;
      const use = useOf(key, keys, this.now());
      return { kid, alg, use, publishedAt, activeFrom, ...(publishedUntil && { publishedUntil }) };
    });
  }

  /** Makes the next key of each algorithm: published at once, used after the publication delay. */
  async rotate(context: Context = this.context()): Promise<void> {
    const { keyPublicationDelay: publicationDelay, longestTokenLife } = this.options.settings;
    await this.keys();
    const keys = await this.makeKeys();
    const { service } = this.options;
    await this.execute({
      type: 'RotateSigningKeys',
      context,
      service,
      keys,
      publicationDelay,
      longestTokenLife,
    });
  }

  /** Makes the first keys if there are none. */
  async establish(): Promise<void> {
    await this.keys();
  }

  /** Opens the key of each algorithm that is to sign now. Rejects while one is missing or does not open. */
  async check(): Promise<void> {
    await Promise.all(signatureAlgorithms.map((alg) => this.signingKey(alg)));
  }

  // The same keys make the same set, so that each is imported once.
  private setOf(keys: readonly PublicJwk[]): KeySet {
    const kids = keys.map(({ kid }) => kid).join();
    if (this.verifying?.kids !== kids) this.verifying = { kids, set: KeySet.of({ keys }) };
    return this.verifying.set;
  }

  /** The key of an algorithm that signs now. Throws `Refused('no-signing-key')`. */
  async signingKey(alg: string): Promise<SigningKey> {
    const stored = signingKeyAt(await this.keys(), alg, this.now());
    if (!stored) throw new Refused('no-signing-key', { alg });
    const opened = this.opened.get(stored.kid) ?? openSigningKey(stored, this.options.keyEncryptionKey);
    this.opened.set(stored.kid, opened);
    return opened;
  }

  private keys(): Promise<readonly StoredSigningKey[]> {
    return this.stored.current();
  }

  private async read(): Promise<readonly StoredSigningKey[]> {
    const { store, service } = this.options;
    const loaded = await store().load(signingKeys, service);
    if (loaded && loaded.state.keys.length > 0) return loaded.state.keys;
    const keys = await this.makeKeys();
    return this.execute({ type: 'EstablishSigningKeys', context: this.context(), service, keys });
  }

  private async execute(command: SigningKeysCommand): Promise<readonly StoredSigningKey[]> {
    const { store, service } = this.options;
    const { state } = await store().execute(signingKeys, service, command);
    return this.stored.remember(state.keys);
  }

  private makeKeys() {
    return Promise.all(signatureAlgorithms.map((alg) => makeSigningKey(alg, this.options.keyEncryptionKey)));
  }

  private context(): Context {
    const actor = { kind: 'service', id: this.options.service } as const;
    return { commandId: uuid(), at: this.now().toISOString(), actor, correlationId: uuid() };
  }

  private now(): Date {
    return this.options.clock.now();
  }
}
