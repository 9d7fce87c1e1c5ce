import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { keyFileWrapping, KeyStore } from '#crypto';
import type { Party } from './party.js';

/** A key of a store, opened: what a party's own software works with. */
export interface OpenedKey {
  readonly kid: string;
  /** PEM of PKCS #8. */
  readonly key: string;
  /** PEM, with the issuers after it; empty for a key alone. */
  readonly certificate: string;
  readonly certificateId?: string;
}

interface Holding {
  readonly keyId: string;
  readonly profile: string;
  readonly activeFrom?: string;
  readonly retiredAt?: string;
  readonly issued?: {
    readonly kid: string;
    readonly certificateId?: string;
    readonly certificate?: string;
    readonly chain?: string;
  };
}

/** The software of a party, which opens the party's sealed store by itself: no key is written down in clear for it. */
export class Wallet {
  private readonly opened = new Map<string, OpenedKey>();

  private constructor(
    private readonly folder: string,
    private readonly keys: KeyStore,
  ) {}

  static async open({ store, keyFile }: Party): Promise<Wallet> {
    return new Wallet(
      join(store, 'holdings'),
      new KeyStore(join(store, 'keys'), await keyFileWrapping(keyFile)),
    );
  }

  /** The key in use: the newest whose time has come. */
  async inUse(profile: string): Promise<OpenedKey> {
    const at = new Date().toISOString();
    const due = (await this.holdings())
      .filter((each) => each.profile === profile && !each.retiredAt && (each.activeFrom ?? 'z') <= at)
      .toSorted((one, other) => one.activeFrom!.localeCompare(other.activeFrom!));
    return this.unseal(due.at(-1)!);
  }

  /** The key of this name, as soon as it is published. Throws where there is none any more. */
  async named(kid: string): Promise<OpenedKey> {
    const known = this.opened.get(kid);
    if (known) return known;
    for (let tries = 1; ; tries += 1) {
      const found = (await this.holdings()).find(({ issued }) => issued?.kid === kid);
      if (found) return this.unseal(found);
      // The directory publishes a key a moment before its holder has noted the answer.
      if (tries === 20) throw new Error(`no key is named ${kid} here`);
      await pause(100);
    }
  }

  private async unseal({ keyId, issued }: Holding): Promise<OpenedKey> {
    const { kid, certificateId, certificate = '', chain = '' } = issued!;
    const known = this.opened.get(kid);
    if (known) return known;
    const key = await this.keys.export(keyId);
    const opened = { kid, key, certificate: certificate + chain, ...(certificateId && { certificateId }) };
    this.opened.set(kid, opened);
    return opened;
  }

  private async holdings(): Promise<readonly Holding[]> {
    const names = (await readdir(this.folder)).filter((name) => name.endsWith('.json'));
    const texts = await Promise.all(names.map((name) => readFile(join(this.folder, name), 'utf8')));
    return texts.map((text) => JSON.parse(text) as Holding);
  }
}
