import { type Certificate, isSignedBy } from '../certificate/certificate.js';
import { Untrusted, trust } from '../../untrusted.js';

/** A path: the leaf first, the trust anchor last. */
export type Path = readonly [Certificate, ...Certificate[]];

/** Certificates in a path, leaf and anchor among them; UAE has three. */
export const MAX_PATH = 8;
/** Certificates that somebody may send along. */
const MAX_INTERMEDIATES = 16;
/** Signatures that are verified for one question, whatever web of certificates was sent. */
const MAX_SIGNATURES = 64;

/** What paths are built from. */
export interface PathMaterial {
  readonly leaf: Certificate;
  readonly intermediates: readonly Certificate[];
  readonly anchors: readonly Certificate[];
}

/**
 * All paths from the leaf to an anchor in which each certificate was signed by the next and names it as issuer.
 * Throws, when there is none, the reason of the attempt that failed last but `unknown-issuer`:
 * `Untrusted('unknown-issuer' | 'bad-certificate-signature' | 'path-too-long' | 'too-many-certificates')`.
 */
export function* candidatePaths(material: PathMaterial): Generator<Path, void> {
  trust(material.intermediates.length <= MAX_INTERMEDIATES, 'too-many-certificates');
  const search = new Search(material);
  let found = false;
  for (const path of search.from([material.leaf])) {
    found = true;
    yield path;
  }
  if (!found) throw new Untrusted(search.obstacle);
}

class Search {
  obstacle = 'unknown-issuer';
  private signatures = 0;
  private readonly anchorIds: ReadonlySet<string>;
  /** Anchors first: the shortest path is the one that is meant. */
  private readonly bySubject: ReadonlyMap<string, readonly Certificate[]>;

  constructor({ anchors, intermediates }: PathMaterial) {
    this.anchorIds = new Set(anchors.map(({ id }) => id));
    const bySubject = new Map<string, Certificate[]>();
    for (const issuer of new Map([...anchors, ...intermediates].map((one) => [one.id, one])).values())
      bySubject.set(issuer.subject.key, [...(bySubject.get(issuer.subject.key) ?? []), issuer]);
    this.bySubject = bySubject;
  }

  *from(path: Path): Generator<Path, void> {
    const last = path.at(-1)!;
    if (this.anchorIds.has(last.id)) return yield path;
    for (const issuer of this.bySubject.get(last.issuer.key) ?? []) {
      // A certificate twice in one path would be a loop.
      if (path.some(({ id }) => id === issuer.id)) continue;
      if (path.length >= MAX_PATH) this.obstacle = 'path-too-long';
      else if (this.signed(last, issuer)) yield* this.from([...path, issuer]);
      else this.obstacle = 'bad-certificate-signature';
    }
  }

  private signed(certificate: Certificate, issuer: Certificate): boolean {
    this.signatures += 1;
    trust(this.signatures <= MAX_SIGNATURES, 'too-many-certificates');
    return isSignedBy(certificate, issuer);
  }
}
