import {
  type CredentialFacts,
  didWebOf,
  hideClaims,
  importSigningKey,
  generateSigningKey,
  joinSdJwt,
  jwkThumbprint,
  type PublicJwk,
  sdJwtVcClaims,
  signJwt,
  type SigningKey,
  StatusList,
  vcClaims,
} from '#crypto';
import type { NamedKey, Published, TrustFramework } from './trust-framework.js';

export const LEI = '969500MERIDIANCLD082';
export const OTHER_LEI = '5493001KJTIIGC8Y1R12';

/** Somebody with a did:web that the framework's server publishes, and the key in it. */
export interface Party {
  readonly did: string;
  readonly key: SigningKey;
}

const at = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();

/** Issuers of Legal Entity credentials, their status lists, and a Buyer whose software has the key of its identifier. */
export class LegalEntityWorld {
  readonly list = StatusList.ofSize(2, 64);
  /** Of the framework's statements. */
  readonly statements = StatusList.ofSize(1, 64);
  /** Seconds for which copies of the list are good. */
  readonly ttl = 30;
  /** Whether the list answers. */
  reachable = true;
  private next = 0;

  private constructor(
    readonly framework: TrustFramework,
    readonly issuer: Party,
    readonly buyer: Party,
    readonly stranger: Party,
  ) {}

  static async over(framework: TrustFramework): Promise<LegalEntityWorld> {
    const issuer = await party(framework, 'issuer');
    const stranger = await party(framework, 'stranger');
    const buyer = own(framework, 'buyer', framework.softwareKey);
    const world = new LegalEntityWorld(framework, issuer, buyer, stranger);
    framework.documents.set('/status', () => world.statusToken());
    return world;
  }

  /** What a credential of the Buyer states, each with an id and a place in the list of its own. */
  facts(change: Partial<CredentialFacts> = {}): CredentialFacts {
    this.next += 1;
    return {
      id: `${this.framework.url}/credentials/${this.next}`,
      issuer: this.issuer.did,
      subject: this.buyer.did,
      lei: LEI,
      legalName: 'Meridian Cloud Services Ltd',
      status: { uri: `${this.framework.url}/status`, idx: this.next },
      validFrom: at(-60),
      validUntil: at(3600),
      ...change,
    };
  }

  async credential(facts = this.facts(), by = this.issuer, typ = 'vc+jwt'): Promise<string> {
    return this.published(facts, await signJwt(by.key, typ, vcClaims(facts)));
  }

  /** The same as SD-JWT VC whose name is disclosed. */
  async sdJwt(facts = this.facts(), by = this.issuer): Promise<string> {
    const { claims, disclosures } = await hideClaims(sdJwtVcClaims(facts), ['legalName']);
    const jwt = this.published(facts, await signJwt(by.key, 'dc+sd-jwt', claims));
    return joinSdJwt(jwt, disclosures);
  }

  /** Where the id of a credential leads (R9). */
  leadTo(id: string, published: Published): void {
    this.framework.documents.set(new URL(id).pathname, () => published);
  }

  private published({ id }: CredentialFacts, jwt: string): string {
    if (id.startsWith(this.framework.url)) this.leadTo(id, { type: 'application/jwt', body: jwt });
    return jwt;
  }

  private statusToken() {
    return this.token('/status', this.list, this.issuer.key);
  }

  /** As the framework publishes it, which signs by the keys of its statements. */
  statementStatuses() {
    const { kid, privateKey } = this.framework.key;
    return this.token('/statements', this.statements, { alg: 'PS256', kid, privateKey });
  }

  private async token(path: string, list: StatusList, key: SigningKey) {
    const type = 'application/statuslist+jwt';
    if (!this.reachable) return { type, status: 503, body: '' };
    const iat = Math.floor(Date.now() / 1000);
    const claims = {
      sub: `${this.framework.url}${path}`,
      iat,
      ttl: this.ttl,
      status_list: await list.encode(),
    };
    return { type, body: await signJwt(key, 'statuslist+jwt', claims) };
  }
}

const party = async (framework: TrustFramework, name: string): Promise<Party> => {
  const { alg, kid, publicJwk, privateJwk } = await generateSigningKey('ES256');
  const { privateKey } = await importSigningKey(privateJwk, alg);
  return publish(framework, name, publicJwk, { alg, kid, privateKey });
};

// The key of the software is the key of the identifier: that is what makes them one.
const own = (framework: TrustFramework, name: string, { jwk, privateKey }: NamedKey): Party =>
  publish(framework, name, jwk, { alg: 'ES256', kid: jwkThumbprint(jwk), privateKey });

const publish = (framework: TrustFramework, name: string, jwk: PublicJwk, key: SigningKey): Party => {
  const did = didWebOf(`${framework.url}/${name}`);
  const id = `${did}#${key.kid}`;
  const document = {
    id: did,
    verificationMethod: [{ id, type: 'JsonWebKey', controller: did, publicKeyJwk: jwk }],
    assertionMethod: [id],
    authentication: [id],
  };
  const body = JSON.stringify(document);
  framework.documents.set(`/${name}/did.json`, () => ({ type: 'application/did+json', body }));
  return { did, key: { ...key, kid: id } };
};
