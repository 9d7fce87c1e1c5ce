import { Injectable } from '@nestjs/common';
import { Untrusted } from '#crypto';
import { Clock, Refused } from '#event-sourcing';
import { StatusLists } from '#oauth';
import { EvidenceRows, type WantedEvidence, type WatchedList } from './evidence-rows.js';
import { Sources } from './sources.js';

/** Milliseconds between two looks at revocation lists; how old their answers may be is for `CertificateStatus`. */
const CERTIFICATES_MS = 30_000;

/** A list, and until when the copy of it is fresh; undefined while it cannot be had. */
interface Probed {
  readonly uri: string;
  readonly freshUntil: number | undefined;
}

/** What is to be reviewed, and what to call once it was. */
export interface DueCheck {
  readonly wanted: WantedEvidence;
  readonly done: () => void;
}

/** Knows what has to be looked at again: lists that were read anew, and sources that have been silent for too long. */
@Injectable()
export class DueChecks {
  /** Until when the copy of each list is fresh against which all registrations were held. */
  private readonly held = new Map<string, number>();
  private certificatesAt = -Infinity;

  constructor(
    private readonly rows: EvidenceRows,
    private readonly lists: StatusLists,
    private readonly sources: Sources,
    private readonly clock: Clock,
  ) {}

  /** Each list is fetched once in its time to live, by whoever is the first to need it. */
  async next(): Promise<DueCheck> {
    const now = this.clock.now();
    const probed = await Promise.all((await this.rows.lists()).map((list) => this.probe(list, now)));
    const fresh = probed.filter(({ uri, freshUntil }) => freshUntil && this.held.get(uri) !== freshUntil);
    const certificates = now.getTime() - this.certificatesAt >= CERTIFICATES_MS;
    const lists = [...fresh.map(({ uri }) => uri), ...(await this.silentTooLong(probed, now))];
    const done = (): void => {
      for (const { uri, freshUntil } of fresh) this.held.set(uri, freshUntil!);
      if (certificates) this.certificatesAt = now.getTime();
    };
    return { wanted: { lists, certificates, now }, done };
  }

  private async silentTooLong(probed: readonly Probed[], now: Date): Promise<readonly string[]> {
    const answered = probed.filter(({ freshUntil }) => freshUntil !== undefined).map(({ uri }) => uri);
    const silent = probed.filter(({ freshUntil }) => freshUntil === undefined).map(({ uri }) => uri);
    return [...(await this.sources.silentTooLong({ answered, silent }, now)).keys()];
  }

  // A copy that outlived its time is still believed where it speaks against somebody, but nobody has answered.
  private async probe({ uri, issuer }: WatchedList, now: Date): Promise<Probed> {
    try {
      const { freshUntil } = await this.lists.status({ uri, idx: 0 }, issuer);
      return { uri, freshUntil: freshUntil > now ? freshUntil.getTime() : undefined };
    } catch (error) {
      if (error instanceof Refused || error instanceof Untrusted) return { uri, freshUntil: undefined };
      throw error;
    }
  }
}
