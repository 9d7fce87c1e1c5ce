import {
  type Certificate,
  type CertifiedEntity,
  DistinguishedName,
  leiOf,
  parseCertificate,
  type PublicJwk,
  ResolvedIdentifier,
  type RevocationStatus,
  Untrusted,
  type ValidatedPath,
  verifyChain,
} from '#crypto';
import type { Clock } from '#event-sourcing';

/** What stands in the names of certificates of one directory, and in the addresses of its key sets. */
const PLACES = ['OU', 'CN'] as const;
/** A part of an address that a name may fill: nothing that leads elsewhere. */
const segment = /^[\w-][\w.-]{0,127}$/;
/** Certificates of one name that are looked at. */
const MOST = 20;

/** Where certified keys are published, and who vouches for them. */
export interface CertifiedNamesOptions {
  /** Addresses of JWK sets, with `{OU}` and `{CN}` for what stands in the name (UAE: `…/{OU}/{CN}/application.jwks`). */
  readonly keySets: readonly string[];
  readonly anchors: () => Promise<readonly Certificate[]>;
  readonly revocation: RevocationStatus;
  readonly fetch: (url: string) => Promise<string>;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * The keys of a distinguished name (MEF 128 R5 permits X.509): those that the directories of the deployment publish with
 * certificates of exactly that subject, which are good for signing now and chain to a trusted authority.
 */
export class CertifiedNames {
  constructor(
    private readonly options: CertifiedNamesOptions,
    private readonly clock: Clock,
  ) {}

  /** Throws `Untrusted('malformed-name' | 'identifier-unsupported' | 'malformed-jwks' | 'no-certified-key' |
   * 'ambiguous-legal-entity' | 'malformed-lei')`, and as `fetch` does. */
  readonly resolve = async (text: string): Promise<ResolvedIdentifier> => {
    const name = DistinguishedName.parse(text);
    const addresses = this.options.keySets.flatMap((template) => addressOf(template, name) ?? []);
    if (addresses.length === 0) throw new Untrusted('identifier-unsupported');
    const sets = await Promise.all(addresses.map(async (url) => jwksOf(await this.options.fetch(url))));
    const named = sets.flat().flatMap((jwk) => certifiedFor(jwk, name));
    const paths = await Promise.all(named.slice(0, MOST).map((chain) => this.pathOf(chain)));
    const good = paths.flatMap((path) => path ?? []);
    if (good.length === 0) throw new Untrusted('no-certified-key');
    return new ResolvedIdentifier(text, good.map(keyOf), [], entityOf(good));
  };

  /** Who vouches for a certificate; undefined while it is not good. */
  private async pathOf([leaf, ...intermediates]: Chain): Promise<ValidatedPath | undefined> {
    const { anchors, revocation } = this.options;
    const question = { leaf, intermediates, at: this.clock.now(), purpose: 'signing' } as const;
    try {
      return await verifyChain({ ...question, anchors: await anchors(), revocation });
    } catch (error) {
      if (error instanceof Untrusted) return undefined;
      throw error;
    }
  }
}

/** The certified key, by the id of its certificate (R47). */
const keyOf = ({ leaf }: ValidatedPath) => ({
  id: leaf.id,
  jwk: leaf.publicJwk,
  relationships: ['assertionMethod', 'authentication'] as const,
});

/** The Legal Entity that the certificates of a name name (R6); throws `Untrusted('ambiguous-legal-entity' | 'malformed-lei')`. */
const entityOf = (paths: readonly ValidatedPath[]): CertifiedEntity | undefined => {
  const entities = paths.flatMap(({ leaf, anchor }) => {
    const lei = leiOf(leaf);
    const { organization: legalName } = leaf.subject;
    return lei === undefined
      ? []
      : [
          {
            lei,
            ...(legalName !== undefined && { legalName }),
            certificate: leaf.id,
            issuer: leaf.issuer.toString(),
            anchor: anchor.subject.toString(),
            notAfter: leaf.notAfter,
          },
        ];
  });
  if (new Set(entities.map(({ lei }) => lei)).size > 1) throw new Untrusted('ambiguous-legal-entity');
  return entities[0];
};

type Chain = readonly [Certificate, ...Certificate[]];

const addressOf = (template: string, name: DistinguishedName): string | undefined => {
  let address = template;
  for (const place of PLACES) {
    if (!address.includes(`{${place}}`)) continue;
    const value = name.values(place).at(-1);
    if (value === undefined || !segment.test(value)) return undefined;
    address = address.replaceAll(`{${place}}`, value);
  }
  return address;
};

const jwksOf = (text: string): readonly Json[] => {
  try {
    const { keys } = JSON.parse(text) as { readonly keys: readonly Json[] };
    if (Array.isArray(keys) && keys.every((key) => typeof key === 'object' && key !== null)) return keys;
  } catch {
    // the reason is the same
  }
  throw new Untrusted('malformed-jwks');
};

/** The certificates of a published key, if they are of the name and of this key; what cannot be read is not. */
const certifiedFor = (jwk: Json, name: DistinguishedName): readonly Chain[] => {
  const { x5c } = jwk as { readonly x5c?: unknown };
  if (!Array.isArray(x5c) || x5c.length > 4) return [];
  try {
    const [leaf, ...rest] = x5c.map((one) => parseCertificate(String(one)));
    return leaf?.subject.equals(name) && sameKey(jwk, leaf.publicJwk) ? [[leaf, ...rest]] : [];
  } catch (error) {
    if (error instanceof Untrusted) return [];
    throw error;
  }
};

// RFC 7517 §4.7: the key of the first certificate is the key of the JWK.
const sameKey = (jwk: Json, certified: PublicJwk): boolean =>
  (['kty', 'crv', 'n', 'e', 'x', 'y'] as const).every((member) => jwk[member] === certified[member]);
