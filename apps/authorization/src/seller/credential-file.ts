import { readFile } from 'node:fs/promises';
import { didWebOf, statedSubject, Untrusted } from '#crypto';
import type { Clock } from '#event-sourcing';
import { CredentialSource, type HeldCredential } from './credential-source.js';

/** Milliseconds: a file that was replaced is read again within a minute. */
const FRESH = 60_000;

/** A credential that an issuer gave the operator, in a file; one that cannot be read later on leaves the credential as it was. */
export class CredentialFile extends CredentialSource {
  private known?: string;

  constructor(
    private readonly path: string,
    private readonly issuer: string,
    private readonly clock: Clock,
  ) {
    super();
  }

  /** Throws an Error for the operator when the file never could be read, or holds a credential of somebody else. */
  async read(): Promise<HeldCredential> {
    this.known = await this.present().catch((error: unknown) => {
      if (this.known === undefined) throw error;
      return this.known;
    });
    return { text: this.known, until: new Date(this.clock.now().getTime() + FRESH) };
  }

  override async check(): Promise<void> {
    await this.read();
  }

  private async present(): Promise<string> {
    const text = (await readFile(this.path, 'utf8')).trim();
    const did = didWebOf(this.issuer);
    if (subjectOf(text) !== did) throw new Error(`the credential in ${this.path} is not one of ${did}`);
    return text;
  }
}

const subjectOf = (text: string): string | undefined => {
  try {
    return statedSubject(text);
  } catch (error) {
    if (error instanceof Untrusted) return undefined;
    throw error;
  }
};
