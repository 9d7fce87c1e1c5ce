import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import {
  type CertifiedKey,
  certifiedKey,
  parseCertificates,
  type SignatureAlgorithm,
  Untrusted,
} from '#crypto';
import { type Clock, Refused } from '#event-sourcing';

/** Files are looked at again after this. */
const FRESH_MS = 10_000;

/** Paths of PEM files. */
export interface SigningFiles {
  /** The certificate, then those between it and a trust anchor. */
  readonly certificate: string;
  /** PKCS #8, not encrypted. */
  readonly key: string;
}

/** The algorithm that a key signs with, by its kind. */
const algorithms: Readonly<Record<string, SignatureAlgorithm>> = {
  rsa: 'PS256',
  ec: 'ES256',
  ed25519: 'EdDSA',
};

/**
 * A key with its certificate, from files. Changed files are read anew within ten seconds; a pair that cannot be used leaves
 * the former one in place, as the two are not replaced at the same moment.
 */
export class CertifiedFile {
  private known?: { readonly changedAt: string; readonly key: CertifiedKey };
  private checkedAt = -Infinity;
  private flight: Promise<void> | undefined;

  constructor(
    private readonly files: SigningFiles,
    private readonly clock: Clock,
  ) {}

  /** Throws `Refused('signing-certificate-not-usable')` while the files have never made a pair. */
  async key(): Promise<CertifiedKey> {
    if (!this.known || this.clock.now().getTime() - this.checkedAt >= FRESH_MS) {
      this.flight ??= this.check().finally(() => (this.flight = undefined));
      await this.flight;
    }
    return this.known!.key;
  }

  private async check(): Promise<void> {
    try {
      const { certificate, key } = this.files;
      const changes = await Promise.all([stat(certificate), stat(key)]);
      const changedAt = changes.map(({ mtimeMs }) => mtimeMs).join();
      if (this.known?.changedAt !== changedAt) this.known = { changedAt, key: await this.read() };
      this.checkedAt = this.clock.now().getTime();
    } catch (error) {
      if (this.known) return;
      throw new Refused('signing-certificate-not-usable', { cause: causeOf(error) });
    }
  }

  private async read(): Promise<CertifiedKey> {
    const [leaf, ...intermediates] = parseCertificates(await readFile(this.files.certificate, 'latin1'));
    if (!leaf) throw new Untrusted('no-certificate');
    const privateKey = createPrivateKey(await readFile(this.files.key));
    return certifiedKey({ kid: leaf.id, alg: algorithmOf(privateKey), privateKey }, { leaf, intermediates });
  }
}

const algorithmOf = ({ asymmetricKeyType: type }: KeyObject): SignatureAlgorithm => {
  const alg = type !== undefined && Object.hasOwn(algorithms, type) ? algorithms[type] : undefined;
  if (!alg) throw new Untrusted('wrong-key-type');
  return alg;
};

// A path is no secret; what OpenSSL says of a broken key file is of no use to anybody else than its code.
const causeOf = (error: unknown): string =>
  error instanceof Untrusted ? error.reason : ((error as { code?: string }).code ?? 'not-readable');
