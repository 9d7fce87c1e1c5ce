import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  didWebOf,
  generateSigningKey,
  importSigningKey,
  type KeyPair,
  type SigningKey,
  signJwt,
  StatusList,
  vcClaims,
  writeDidDocument,
  type IdentifierService,
  type CredentialFacts,
  type VerificationRelationship,
} from '#crypto';
import { Outbound, type Resolve } from '../outbound.js';
import { CREDENTIAL_SERVICE, CredentialDocuments } from './credential-documents.js';
import { Identifiers } from './identifiers.js';
import { LegalEntities } from './legal-entities.js';
import { StatusLists } from './status-lists.js';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Somebody of the test world with a did:web on the server of the test. */
export interface Somebody {
  readonly did: string;
  readonly url: string;
  readonly pair: KeyPair;
  readonly key: SigningKey;
}

/** A server on loopback that answers what it is told, a clock that stands until it is moved, and what reads from there. */
export class World {
  readonly answers = new Map<string, Answer>();
  readonly requests: string[] = [];
  private time = Date.parse('2026-06-01T12:00:00Z');
  readonly clock = { now: () => new Date(this.time) };
  private readonly made: Outbound[] = [];

  private constructor(
    private readonly server: Server,
    readonly origin: string,
  ) {}

  static async start(): Promise<World> {
    let world: World | undefined;
    const server = createServer((request, response) => {
      world!.requests.push(request.url ?? '');
      const answer = world!.answers.get(request.url ?? '');
      if (answer) answer(request, response);
      else response.writeHead(404).end();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    world = new World(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return world;
  }

  pass(seconds: number): void {
    this.time += seconds * 1000;
  }

  get seconds(): number {
    return this.time / 1000;
  }

  at(seconds: number): string {
    return new Date(this.time + seconds * 1000).toISOString();
  }

  publish(path: string, body: unknown, type = 'application/json'): void {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    this.answers.set(path, (_request, response) =>
      response.writeHead(200, { 'content-type': type }).end(text),
    );
  }

  outbound(loopbackAllowed = true, resolve?: Resolve): Outbound {
    const outbound = new Outbound({ loopbackAllowed }, resolve);
    this.made.push(outbound);
    return outbound;
  }

  readers(outbound = this.outbound(), loopbackAllowed = true) {
    const identifiers = new Identifiers(outbound, this.clock, { loopbackAllowed });
    const lists = new StatusLists(outbound, this.clock, identifiers.resolve);
    const documents = new CredentialDocuments(outbound, this.clock, identifiers.resolve);
    return { identifiers, lists, entities: new LegalEntities(identifiers, lists, documents, this.clock) };
  }

  async somebody(name: string): Promise<Somebody> {
    const url = `${this.origin}/${name}`;
    const did = didWebOf(url);
    const pair = await generateSigningKey('ES256');
    const key = { ...(await importSigningKey(pair.privateJwk, 'ES256')), kid: `${did}#${pair.kid}` };
    const one = { did, url, pair, key };
    this.document(one);
    return one;
  }

  document(
    { did, url, pair }: Somebody,
    relationships: readonly VerificationRelationship[] = ['assertionMethod', 'authentication'],
  ): void {
    const services: IdentifierService[] = [{ type: CREDENTIAL_SERVICE, endpoint: `${url}/credential` }];
    const document = writeDidDocument(did, { keys: [pair.publicJwk], relationships, services });
    this.publish(`${new URL(url).pathname}/did.json`, document);
  }

  /** A credential that one issues to another, published where the other's document says. */
  async issue(
    issuer: Somebody,
    subject: Somebody,
    idx: number,
    change: Partial<CredentialFacts> = {},
  ): Promise<string> {
    const credential = await signJwt(issuer.key, 'vc+jwt', {
      ...vcClaims({
        id: `${issuer.url}/credentials/${idx}`,
        issuer: issuer.did,
        subject: subject.did,
        lei: '5493001KJTIIGC8Y1R12',
        legalName: 'Buyer Networks Ltd',
        status: { uri: `${issuer.url}/list`, idx },
        validFrom: this.at(-60),
        validUntil: this.at(86_400),
        ...change,
      }),
    });
    this.publish(`${new URL(subject.url).pathname}/credential`, credential, 'application/vc+jwt');
    return credential;
  }

  /** The status list of an issuer, with the statuses that are not VALID. */
  async list(
    issuer: Somebody,
    statuses: Readonly<Record<number, number>> = {},
    change: object = {},
  ): Promise<void> {
    const list = StatusList.ofSize(2, 64);
    for (const [index, status] of Object.entries(statuses)) list.set(Number(index), status);
    const times = { iat: this.seconds, exp: this.seconds + 600, ttl: 60 };
    const claims = { sub: `${issuer.url}/list`, ...times, status_list: await list.encode(), ...change };
    const token = await signJwt(issuer.key, 'statuslist+jwt', claims);
    this.publish(`${new URL(issuer.url).pathname}/list`, token, 'application/statuslist+jwt');
  }

  async stop(): Promise<void> {
    await Promise.all(this.made.map((outbound) => outbound.beforeApplicationShutdown()));
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}

/** The reason for which work is refused, with its cause; undefined when it is done. */
export const refusalOf = async (work: () => Promise<unknown>): Promise<string | undefined> => {
  try {
    await work();
    return undefined;
  } catch (error) {
    const { reason, detail } = error as { reason?: string; detail?: { cause?: string } };
    if (reason === undefined) throw error;
    return detail?.cause === undefined ? reason : `${reason}: ${detail.cause}`;
  }
};
