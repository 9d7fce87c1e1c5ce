import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { certificatePem, createOcspResponse, parseOcspRequest, type Revocation } from '../index.js';
import { leaf, p256, type Party } from '../x509.fixture.js';
import { describeWithOpenssl, OpensslFolder } from './openssl.fixture.js';
import { hours, now, pki, validity } from './present-pki.fixture.js';

const folder = new OpensslFolder();
afterAll(() => folder.remove());

describeWithOpenssl('openssl ocsp', () => {
  let server: Server;
  let parties: Awaited<ReturnType<typeof pki>>;
  let responder: Party;
  let ask: (party: Party) => Promise<string>;

  beforeAll(async () => {
    parties = await pki(() => p256(), 'sha256');
    const { top, ca, bad } = parties;
    responder = await leaf(ca, 'Responder', { ...validity, purpose: 'ocsp-signing' });
    const of = (serial: string): Revocation =>
      serial === bad.certificate.serial
        ? { status: 'revoked', revokedAt: now, reason: 'superseded' }
        : { status: 'good' };
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const question = parseOcspRequest(Buffer.concat(chunks), ca.certificate);
        void createOcspResponse(responder, { question, of, thisUpdate: now, nextUpdate: hours(1) }).then(
          (answer) => response.writeHead(200, { 'content-type': 'application/ocsp-response' }).end(answer),
        );
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const anchors = folder.write('ocsp-root.pem', certificatePem(top.certificate));
    const issuer = folder.write('ocsp-ca.pem', certificatePem(ca.certificate));
    ask = ({ certificate }) => {
      const path = folder.write('asked.pem', certificatePem(certificate));
      return folder.run(
        'ocsp',
        '-url',
        url,
        '-issuer',
        issuer,
        '-cert',
        path,
        '-CAfile',
        anchors,
        '-verify_other',
        issuer,
        '-nonce',
      );
    };
  });
  afterAll(() => new Promise((done) => server.close(done)));

  it('believes our responder, over a socket, with a nonce', async () => {
    const answer = await ask(parties.good);
    expect(answer).toContain('Response verify OK');
    expect(answer).toContain('asked.pem: good');
    expect(answer).not.toContain('WARNING');
  });

  it('learns of a revocation and its reason', async () => {
    const answer = await ask(parties.bad);
    expect(answer).toContain('asked.pem: revoked');
    expect(answer).toContain('Reason: superseded');
  });

  it('believes the authority itself as well', async () => {
    responder = parties.ca;
    await expect(ask(parties.good)).resolves.toContain('Response verify OK');
  });

  it('does not believe a certificate that is not for it', async () => {
    responder = parties.good;
    await expect(ask(parties.good)).rejects.toThrow('missing ocspsigning usage');
  });
});
