import { type KeyEncryptionKey, newDataKey, seal, unseal } from '#crypto';
import { Refused } from '../refused.js';
import { ERASED, isErased, isSealed } from '../sealed.js';

/** A data key as it is stored: wrapped, or gone. */
export interface StoredDataKey {
  readonly wrapped: Uint8Array | null;
  /** Id of the key-encryption key that wrapped it. */
  readonly kek: string;
}

/** The personal data of one stream, while one command is handled. */
export class PersonalData {
  private key: Uint8Array | undefined;
  private made: StoredDataKey | undefined;

  constructor(
    private readonly stream: string,
    private readonly stored: StoredDataKey | undefined,
    private readonly keys: KeyEncryptionKey,
  ) {}

  /** A data key that has to be stored together with what it seals. */
  get newKey(): StoredDataKey | undefined {
    return this.made;
  }

  /** Encrypts the named fields. Throws `Refused('personal-data-erased')` when the stream's key was deleted. */
  seal(data: Readonly<Record<string, unknown>>, fields: readonly string[]): Record<string, unknown> {
    const sealed: Record<string, unknown> = { ...data };
    for (const field of fields) {
      const value = data[field];
      if (value === undefined || isErased(value)) continue;
      sealed[field] = { $sealed: seal(this.keyToSeal(), this.stream, value) };
    }
    return sealed;
  }

  /** The same value with personal data readable, or `ERASED` in its place. */
  reveal(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    if (isSealed(value)) return this.open(value.$sealed);
    if (Array.isArray(value)) return value.map((item) => this.reveal(item));
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, this.reveal(member)]));
  }

  private open(sealed: string): unknown {
    if (!this.stored?.wrapped) return ERASED;
    this.key ??= this.keys.unwrap(this.stored.wrapped, this.stored.kek);
    return unseal(this.key, this.stream, sealed);
  }

  private keyToSeal(): Uint8Array {
    if (this.key) return this.key;
    if (!this.stored) return this.makeKey();
    if (!this.stored.wrapped) throw new Refused('personal-data-erased');
    return (this.key = this.keys.unwrap(this.stored.wrapped, this.stored.kek));
  }

  private makeKey(): Uint8Array {
    this.key = newDataKey();
    this.made = { wrapped: this.keys.wrap(this.key), kek: this.keys.id };
    return this.key;
  }
}
