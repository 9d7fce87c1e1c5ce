import { readFile, stat } from 'node:fs/promises';
import { type Certificate, parseCertificates } from '#crypto';
import type { Clock } from '#event-sourcing';

/** Files are looked at again after this. */
const FRESH_MS = 60_000;

interface AnchorFile {
  readonly changedAt: number;
  readonly anchors: readonly Certificate[];
}

/**
 * The certificates that the operator trusts to vouch for others, from PEM files. A changed file is read anew within a minute;
 * one that cannot be read leaves the anchors as they were.
 */
export class TrustAnchors {
  private readonly known = new Map<string, AnchorFile>();
  private checkedAt = -Infinity;
  private flight: Promise<void> | undefined;

  constructor(
    private readonly paths: readonly string[],
    private readonly clock: Clock,
  ) {}

  /** Throws an Error for people when a file has never been readable, or holds something else than certificates. */
  async all(): Promise<readonly Certificate[]> {
    if (this.clock.now().getTime() - this.checkedAt >= FRESH_MS) {
      this.flight ??= this.check().finally(() => (this.flight = undefined));
      await this.flight;
    }
    return this.paths.flatMap((path) => this.known.get(path)?.anchors ?? []);
  }

  private async check(): Promise<void> {
    await Promise.all(this.paths.map((path) => this.checkFile(path)));
    this.checkedAt = this.clock.now().getTime();
  }

  private async checkFile(path: string): Promise<void> {
    const known = this.known.get(path);
    try {
      const { mtimeMs: changedAt } = await stat(path);
      if (known?.changedAt === changedAt) return;
      this.known.set(path, { changedAt, anchors: anchorsOf(await readFile(path, 'latin1')) });
    } catch (cause) {
      if (!known) throw new Error(`the trust anchors in ${path} cannot be read`, { cause });
    }
  }
}

const anchorsOf = (pem: string): readonly Certificate[] => {
  const anchors = parseCertificates(pem);
  if (anchors.length === 0) throw new Error('it has no certificate in PEM');
  return anchors;
};
