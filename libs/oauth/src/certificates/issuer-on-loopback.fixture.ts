import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type Certificate,
  type CertificateIssuer,
  createCrl,
  createOcspResponse,
  DistinguishedName,
  issueCertificate,
  newSerial,
  parseOcspRequest,
  type Revocation,
  selfSignedCertificate,
  signerOf,
} from '#crypto';
import type { Clock } from '#event-sourcing';

const YEAR_MS = 31_536_000_000;
const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** A body, or a status without one. */
type Answer = Promise<Uint8Array | number>;

/** An authority that publishes its list and answers OCSP on a socket, honestly until it is told otherwise. */
export class IssuerOnLoopback {
  readonly asked = { crl: 0, ocsp: 0 };
  crl: () => Answer = () => this.list();
  ocsp: (request: Uint8Array) => Answer = (request) => this.verdict({ status: 'good' })(request);

  private readonly server = createServer((request, response) => void this.answer(request, response));

  private constructor(
    readonly authority: CertificateIssuer,
    private readonly clock: Clock,
  ) {}

  static async start(clock: Clock, name = 'CA'): Promise<IssuerOnLoopback> {
    const signer = signerOf(keys.privateKey);
    const request = {
      ...validity(clock),
      serial: newSerial(),
      subject: nameOf(name),
      purpose: 'ca' as const,
    };
    const certificate = await selfSignedCertificate(signer, request);
    const issuer = new IssuerOnLoopback({ certificate, signer }, clock);
    await new Promise<void>((done) => issuer.server.listen(0, '127.0.0.1', done));
    return issuer;
  }

  stop(): Promise<unknown> {
    return new Promise((done) => this.server.close(done));
  }

  /** A certificate for a client that names the list, the responder, both or neither. */
  issue(...addresses: readonly ('crl' | 'ocsp' | `http${string}`)[]): Promise<Certificate> {
    const named = (kind: 'crl' | 'ocsp') =>
      addresses.filter((address) => address === kind || address.endsWith(kind));
    const urls = (kind: 'crl' | 'ocsp') =>
      named(kind).map((one) => (one === kind ? `${this.origin}/${kind}` : one));
    return issueCertificate(this.authority, {
      ...validity(this.clock),
      subject: nameOf('app'),
      publicKey: keys.publicKey,
      serial: newSerial(),
      purpose: 'client-tls',
      crlUrls: urls('crl'),
      ocspUrls: urls('ocsp'),
    });
  }

  /** A list of now, which holds for so many seconds. */
  list(serials: readonly string[] = [], { by = this.authority, life = 3600 } = {}): Promise<Buffer> {
    const thisUpdate = this.clock.now();
    const revoked = serials.map((serial) => ({
      serial,
      revokedAt: thisUpdate,
      reason: 'superseded' as const,
    }));
    return createCrl(by, { revoked, thisUpdate, nextUpdate: this.after(life), number: 1 });
  }

  /** An answer of OCSP of now, which holds for ten minutes. */
  verdict(revocation: Revocation, by = this.authority): (request: Uint8Array) => Promise<Buffer> {
    return (request) => {
      const question = parseOcspRequest(request, this.authority.certificate);
      const times = { thisUpdate: this.clock.now(), nextUpdate: this.after(600) };
      return createOcspResponse(by, { question, of: () => revocation, ...times });
    };
  }

  private get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  private after(seconds: number): Date {
    return new Date(this.clock.now().getTime() + seconds * 1000);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const kind = request.url === '/crl' ? 'crl' : 'ocsp';
    this.asked[kind] += 1;
    const body = Buffer.concat(await request.toArray());
    const answer = await this[kind](body);
    if (typeof answer === 'number') response.writeHead(answer).end();
    else response.writeHead(200).end(answer);
  }
}

const nameOf = (name: string): DistinguishedName => DistinguishedName.of([['CN', name]]);

const validity = (clock: Clock) => ({
  notBefore: new Date(clock.now().getTime() - 1000),
  notAfter: new Date(clock.now().getTime() + YEAR_MS),
});
