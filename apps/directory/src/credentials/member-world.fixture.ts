import { generateSigningKey, importSigningKey, type KeyPair, type SigningKey } from '#crypto';
import { LegalEntities } from '#oauth';
import { type RunningDirectory, runDirectory } from '../specs/running-directory.js';

/** A credential as the register answers when it has issued one. */
export interface Issued {
  readonly credentialId: string;
  readonly credential: string;
  readonly status: string;
  readonly subject: string;
  readonly statusList: number;
  readonly statusIndex: number;
}

export const organisation = { legalName: 'Meridian Cloud Services Ltd', lei: '969500MERIDIANCLD082' };

export const software = {
  name: 'Quote desk',
  description: 'Requests quotes',
  version: '1.0.0',
  uri: 'http://localhost:3000/buyer',
  environment: 'sandbox',
  roles: ['BUYER'],
  redirectUris: ['http://localhost:3000/buyer/callback'],
};

export const json = async (answer: Response) => (await answer.json()) as Record<string, unknown>;

/** A directory with a member that has software with a key, and what asks it. */
export class MemberWorld {
  readonly base: string;
  readonly did: string;
  organisationId: string;
  softwareId: string;
  pair: KeyPair;

  private constructor(readonly directory: RunningDirectory) {
    this.base = `${directory.issuer}/directory`;
    this.did = `did:web:localhost%3A${new URL(directory.issuer).port}:directory`;
  }

  static async start(): Promise<MemberWorld> {
    const settings = { ASSENT_DIRECTORY_STATUS_TTL: '1', ASSENT_DIRECTORY_STATUS_LIST_SIZE: '16' };
    const world = new MemberWorld(await runDirectory(settings));
    await world.enrol();
    return world;
  }

  private async enrol(): Promise<void> {
    const { post } = this.directory;
    this.organisationId = (await json(await post('/organisations', organisation)))[
      'organisationId'
    ] as string;
    const path = `/organisations/${this.organisationId}/software`;
    this.softwareId = (await json(await post(path, software)))['softwareId'] as string;
    this.pair = await generateSigningKey('ES256');
    const { kty, crv, x, y } = this.pair.publicJwk;
    await post(`${path}/${this.softwareId}/keys`, { jwk: { kty, crv, x, y } });
  }

  /** The identifier of the member. */
  get member(): string {
    return `${this.did}:members:${this.organisationId}`;
  }

  /** The path of the credentials of an organisation. */
  credentialsOf(organisationId = this.organisationId): string {
    return `/organisations/${organisationId}/credentials`;
  }

  ask(body: object, headers: Record<string, string> = {}): Promise<Response> {
    return this.directory.post(this.credentialsOf(), body, headers);
  }

  async issue(body: object = {}): Promise<Issued> {
    const answer = await this.ask(body);
    if (answer.status !== 201) throw new Error(`not issued: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Issued;
  }

  put(path: string, body: object): Promise<Response> {
    const headers = { 'content-type': 'application/json' };
    return fetch(`${this.base}${path}`, { method: 'PUT', headers, body: JSON.stringify(body) });
  }

  /** The key of the software, under the identifier of the member or of the software. */
  async memberKey(subject = this.member): Promise<SigningKey> {
    return { ...(await importSigningKey(this.pair.privateJwk, 'ES256')), kid: `${subject}#${this.pair.kid}` };
  }

  get entities(): LegalEntities {
    return this.directory.app.get(LegalEntities, { strict: false });
  }

  /** What a Seller accepts that accepts this directory. */
  get accepted() {
    return { anchors: [this.did] };
  }
}
