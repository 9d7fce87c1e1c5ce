import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { fromBase64url, toBase64url } from '../base64url.js';
import { jwkThumbprint } from '../jwk/thumbprint.js';
import { decrypt, encrypt } from '../sealing/authenticated-encryption.js';
import { newDataKey } from '../sealing/seal.js';
import { orUntrusted } from '../x509/asn1/asn.js';
import { jwkOf } from '../x509/certificate/public-key.js';
import { descriptionOf, type KeyDescription } from './key-description.js';
import { type KeyFile, keyFileIds, readKeyFile, removeKeyFile, writeKeyFile } from './key-file.js';
import { type KeyKind, kindOf, newPrivateKey } from './key-kinds.js';
import type { KeyWrapping } from './key-wrapping.js';
import { OpenKey } from './open-key.js';
import { trust } from '../untrusted.js';

/** How a new key is called, and when it came. */
export interface KeyOrigin {
  readonly label: string;
  readonly createdAt: Date;
}

/**
 * Private keys in a folder, a file each: PKCS #8 sealed under a data key of its own, which the key-encryption key wraps
 * (envelope encryption). A copy of the folder is of no use without that key, and nothing but `export` shows a private key.
 */
export class KeyStore {
  readonly #folder: string;
  readonly #wrapping: KeyWrapping;

  constructor(folder: string, wrapping: KeyWrapping) {
    this.#folder = folder;
    this.#wrapping = wrapping;
  }

  async generate(kind: KeyKind, origin: KeyOrigin): Promise<KeyDescription> {
    return this.#store(await newPrivateKey(kind), origin);
  }

  /**
   * Takes in a key that was made elsewhere: PEM of PKCS #8, PKCS #1 or SEC 1, with its passphrase where it has one.
   * Throws `Untrusted('malformed-key' | 'weak-key' | 'oversized-key' | 'unsupported-key')`.
   */
  import(pem: string, origin: KeyOrigin & { readonly passphrase?: string }): Promise<KeyDescription> {
    const passphrase = origin.passphrase === undefined ? {} : { passphrase: origin.passphrase };
    const key = orUntrusted('malformed-key', () =>
      createPrivateKey({ key: pem, format: 'pem', ...passphrase }),
    );
    return this.#store(key, origin);
  }

  async list(): Promise<KeyDescription[]> {
    const ids = await keyFileIds(this.#folder);
    return Promise.all(ids.map(async (id) => descriptionOf(await readKeyFile(this.#folder, id))));
  }

  /** Throws `Untrusted('unknown-key' | 'malformed-key-file' | 'not-authentic')`, and what the wrapping throws. */
  async open(id: string): Promise<OpenKey> {
    const file = await readKeyFile(this.#folder, id);
    return new OpenKey(descriptionOf(file), await this.#unseal(file));
  }

  /** The private key in clear, PEM of PKCS #8: for the one who takes it away on purpose. Throws as `open`. */
  async export(id: string): Promise<string> {
    const key = await this.#unseal(await readKeyFile(this.#folder, id));
    return key.export({ type: 'pkcs8', format: 'pem' }) as string;
  }

  /** Wraps the data key anew, with the key-encryption key of now: after that the former one is no longer needed. */
  async rewrap(id: string): Promise<KeyDescription> {
    const file = await readKeyFile(this.#folder, id);
    const dataKey = await this.#dataKeyOf(file);
    try {
      const rewrapped = { ...file, dataKey: await this.#wrap(dataKey) };
      await writeKeyFile(this.#folder, rewrapped);
      return descriptionOf(rewrapped);
    } finally {
      dataKey.fill(0);
    }
  }

  /** Deletes a key for good; one that is not there is deleted already. */
  remove(id: string): Promise<void> {
    return removeKeyFile(this.#folder, id);
  }

  async #store(key: KeyObject, { label, createdAt }: KeyOrigin): Promise<KeyDescription> {
    trust(label.length > 0 && label.length <= 100 && !/\p{Cc}/u.test(label), 'malformed-label');
    const kind = kindOf(key);
    const publicJwk = jwkOf(createPublicKey(key));
    const id = jwkThumbprint(publicJwk);
    const dataKey = newDataKey();
    const pkcs8 = key.export({ type: 'pkcs8', format: 'der' });
    try {
      const sealed = toBase64url(encrypt(dataKey, aadOf(id), pkcs8));
      const named = { version: 1, id, label, kind, publicJwk, createdAt: createdAt.toISOString() } as const;
      const file = { ...named, dataKey: await this.#wrap(dataKey), sealed };
      await writeKeyFile(this.#folder, file);
      return descriptionOf(file);
    } finally {
      dataKey.fill(0);
      pkcs8.fill(0);
    }
  }

  async #unseal(file: KeyFile): Promise<KeyObject> {
    const dataKey = await this.#dataKeyOf(file);
    try {
      const pkcs8 = decrypt(dataKey, aadOf(file.id), fromBase64url(file.sealed));
      const key = orUntrusted('malformed-key-file', () =>
        createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }),
      );
      pkcs8.fill(0);
      // Whoever changes the public half on disk would have others verify, or encrypt, with a key of his own.
      const own = jwkThumbprint(jwkOf(createPublicKey(key)));
      trust(own === file.id && jwkThumbprint(file.publicJwk) === file.id, 'malformed-key-file');
      return key;
    } finally {
      dataKey.fill(0);
    }
  }

  async #wrap(dataKey: Uint8Array): Promise<KeyFile['dataKey']> {
    const { keyId, wrapped } = await this.#wrapping.wrap(dataKey);
    return { keyId, wrapped: toBase64url(wrapped) };
  }

  #dataKeyOf({ dataKey: { keyId, wrapped } }: KeyFile): Promise<Uint8Array> {
    return this.#wrapping.unwrap({ keyId, wrapped: fromBase64url(wrapped) });
  }
}

const aadOf = (id: string): string => `key-store:1:${id}`;
