import { type Certificate, ocspFailure, verifyChain } from '#crypto';
import { Outbound } from '../outbound.js';
import { CertificateStatus } from './certificate-status.js';
import { IssuerOnLoopback } from './issuer-on-loopback.fixture.js';

const START = Date.parse('2026-11-26T12:00:00Z');
let time = START;
const clock = { now: () => new Date(time) };
const pass = (seconds: number) => (time += seconds * 1000);

let issuer: IssuerOnLoopback;
let stranger: IssuerOnLoopback;
let outbound: Outbound;
let status: CertificateStatus;
const ask = (certificate: Certificate) => status.of(certificate, issuer.authority.certificate);

beforeAll(() => (outbound = new Outbound({ loopbackAllowed: true })));
beforeEach(async () => {
  time = START;
  [issuer, stranger] = [await IssuerOnLoopback.start(clock), await IssuerOnLoopback.start(clock, 'Stranger')];
  status = new CertificateStatus(outbound, clock, { maxAge: 60_000, staleIfError: 3_600_000 });
});
afterEach(() => Promise.all([issuer.stop(), stranger.stop()]));
afterAll(() => outbound.beforeApplicationShutdown());

describe('the status of a certificate', () => {
  it('is asked once by fifty at once, and anew after the age that answers may have', async () => {
    const certificate = await issuer.issue('ocsp');
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => ask(certificate)));
    expect(outcomes.every((outcome) => outcome.status === 'good')).toBe(true);
    pass(59);
    await ask(certificate);
    expect(issuer.asked.ocsp).toBe(1);
    pass(1);
    issuer.ocsp = issuer.verdict({ status: 'revoked', revokedAt: new Date(START), reason: 'keyCompromise' });
    expect(await ask(certificate)).toEqual({
      status: 'revoked',
      revokedAt: new Date(START),
      reason: 'keyCompromise',
    });
    expect(issuer.asked.ocsp).toBe(2);
  });

  it('comes for all certificates of an issuer from one list', async () => {
    const certificates = await Promise.all(Array.from({ length: 5 }, () => issuer.issue('crl')));
    issuer.crl = () => issuer.list([certificates[3]!.serial]);
    const outcomes = await Promise.all(certificates.map(ask));
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['good', 'good', 'good', 'revoked', 'good']);
    expect(issuer.asked).toEqual({ crl: 1, ocsp: 0 });
  });

  it('comes from the list when the responder does not answer', async () => {
    const certificate = await issuer.issue('crl', 'ocsp');
    issuer.ocsp = () => Promise.resolve(ocspFailure('tryLater'));
    expect(await ask(certificate)).toEqual({ status: 'good' });
    expect(issuer.asked).toEqual({ crl: 1, ocsp: 1 });
  });

  it('is not looked up elsewhere when the responder says that it knows no such certificate', async () => {
    issuer.ocsp = issuer.verdict({ status: 'unknown' });
    expect(await ask(await issuer.issue('crl', 'ocsp'))).toEqual({ status: 'unknown' });
    expect(issuer.asked.crl).toBe(0);
  });

  it('is relied on for an hour while nobody answers, and no longer', async () => {
    const certificate = await issuer.issue('crl');
    issuer.crl = () => issuer.list([], { life: 86_400 });
    await ask(certificate);
    issuer.crl = () => Promise.resolve(503);
    pass(3659);
    expect(await ask(certificate)).toEqual({ status: 'good' });
    pass(11);
    expect(await ask(certificate)).toEqual({ status: 'unknown', cause: 'status-503' });
  });

  it('is never relied on beyond the end that its issuer gave it', async () => {
    const certificate = await issuer.issue('crl');
    issuer.crl = () => issuer.list([], { life: 120 });
    await ask(certificate);
    issuer.crl = () => Promise.resolve(503);
    pass(119);
    expect(await ask(certificate)).toEqual({ status: 'good' });
    pass(1);
    expect((await ask(certificate)).status).toBe('unknown');
  });

  it('is not asked for again within ten seconds of a failure', async () => {
    const certificate = await issuer.issue('crl');
    issuer.crl = () => Promise.resolve(500);
    await ask(certificate);
    await ask(certificate);
    expect(issuer.asked.crl).toBe(1);
    issuer.crl = () => issuer.list();
    pass(10);
    expect(await ask(certificate)).toEqual({ status: 'good' });
  });

  it('does not go back to an older list', async () => {
    const certificate = await issuer.issue('crl');
    const older = await issuer.list();
    pass(5);
    issuer.crl = () => issuer.list([certificate.serial]);
    expect((await ask(certificate)).status).toBe('revoked');
    pass(60);
    issuer.crl = () => Promise.resolve(older);
    expect((await ask(certificate)).status).toBe('revoked');
  });

  it.each<[string, string, (certificate: Certificate) => Promise<unknown> | void]>([
    [
      'of another issuer',
      'crl-of-another-issuer',
      async () => (issuer.crl = async () => issuer.list([], { by: stranger.authority })),
    ],
    [
      'that has expired',
      'crl-expired',
      async () => {
        const old = await issuer.list([], { life: 1 });
        pass(2);
        issuer.crl = () => Promise.resolve(old);
      },
    ],
    [
      'that is a page',
      'not-der',
      () => void (issuer.crl = () => Promise.resolve(Buffer.from('<html></html>'))),
    ],
    [
      'of five megabytes',
      'answer-too-large',
      () => void (issuer.crl = () => Promise.resolve(Buffer.alloc(5_000_000))),
    ],
    ['that is not there', 'status-404', () => void (issuer.crl = () => Promise.resolve(404))],
  ])('is unknown with a list %s', async (_what, cause, prepare) => {
    const certificate = await issuer.issue('crl');
    await prepare(certificate);
    expect(await ask(certificate)).toEqual({ status: 'unknown', cause });
  });

  it('is unknown with an answer of OCSP by a stranger', async () => {
    issuer.ocsp = async (request) => issuer.verdict({ status: 'good' }, stranger.authority)(request);
    expect(await ask(await issuer.issue('ocsp'))).toEqual({
      status: 'unknown',
      cause: 'untrusted-ocsp-responder',
    });
  });

  it('is unknown without an address, and with one that may not be called', async () => {
    expect(await ask(await issuer.issue())).toEqual({ status: 'unknown', cause: 'no-address' });
    const inside = await issuer.issue('http://10.0.0.1/crl', 'http://169.254.169.254/ocsp');
    expect(await ask(inside)).toEqual({ status: 'unknown', cause: 'forbidden-address' });
  });

  it('decides on a chain', async () => {
    const certificate = await issuer.issue('ocsp');
    const question = {
      leaf: certificate,
      intermediates: [],
      anchors: [issuer.authority.certificate],
      purpose: 'client-tls' as const,
    };
    await expect(verifyChain({ ...question, at: clock.now(), revocation: status })).resolves.toBeDefined();
    pass(60);
    issuer.ocsp = issuer.verdict({ status: 'revoked', revokedAt: clock.now() });
    await expect(verifyChain({ ...question, at: clock.now(), revocation: status })).rejects.toThrow(
      'certificate-revoked',
    );
    pass(60);
    issuer.ocsp = () => Promise.resolve(ocspFailure('internalError'));
    // what is known of a revocation is not forgotten because nobody answers
    await expect(verifyChain({ ...question, at: clock.now(), revocation: status })).rejects.toThrow(
      'certificate-revoked',
    );
  });
});
