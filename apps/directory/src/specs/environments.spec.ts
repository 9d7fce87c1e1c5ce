import { parseCertificate, parseCertificates, verifyPath } from '#crypto';
import { profileOf } from '../certificates/profiles.js';
import { csrFor, enrolMember, type Member, newKey, pathOf, read } from './members.js';
import { runDirectory, type RunningDirectory } from './running-directory.js';

interface Issued {
  readonly certificate: string;
  readonly chain: string;
  readonly jwksUri: string;
  readonly kid: string;
}

const C1 = profileOf('C1')!;
const Sig2 = profileOf('Sig2')!;

describe('the environments, sandbox and production, do not mix', () => {
  let directory: RunningDirectory;
  let sandbox: Member;
  let production: Member;
  beforeAll(async () => {
    directory = await runDirectory();
    sandbox = await enrolMember(directory, 'Meridian', 'sandbox');
    production = await enrolMember(directory, 'Meridian', 'production');
  }, 120_000);
  afterAll(() => directory.close());

  const anchors = async (environment: string) =>
    parseCertificates(
      await (await fetch(`${directory.issuer}/directory/pki/${environment}/anchors.pem`)).text(),
    );
  const issue = async (member: Member, profile = C1, more: object = {}): Promise<Issued> => {
    const answer = await directory.post(pathOf(member, profile), {
      csr: await csrFor(member, profile),
      ...more,
    });
    expect(answer.status).toBe(201);
    return (await answer.json()) as Issued;
  };

  it('each trusts its own authorities alone', async () => {
    const issued = { sandbox: await issue(sandbox), production: await issue(production) };
    const trusted = { sandbox: await anchors('sandbox'), production: await anchors('production') };
    const verdict = (of: 'sandbox' | 'production', by: 'sandbox' | 'production'): string => {
      const leaf = parseCertificate(issued[of].certificate);
      const intermediates = parseCertificates(issued[of].chain);
      try {
        verifyPath({ leaf, intermediates, anchors: trusted[by], at: new Date(), purpose: 'client-tls' });
        return 'good';
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(verdict('sandbox', 'sandbox')).toBe('good');
    expect(verdict('production', 'production')).toBe('good');
    expect(verdict('sandbox', 'production')).toBe('unknown-issuer');
    expect(verdict('production', 'sandbox')).toBe('unknown-issuer');
  });

  it('software of one gets no certificate of the other', async () => {
    const csr = await csrFor(sandbox, C1);
    const answer = await directory.post(pathOf(sandbox, C1), { csr, environment: 'production' });
    expect([answer.status, await answer.json()]).toEqual([
      409,
      expect.objectContaining({ type: 'urn:assent:problem:environment-mismatch' }),
    ]);
  });

  it('a key of one is none of the other, also for an organisation, which is in both', async () => {
    const csr = await csrFor(sandbox, Sig2, { key: newKey() });
    expect((await directory.post(pathOf(sandbox, Sig2), { csr })).status).toBe(201);
    const answer = await directory.post(pathOf(sandbox, Sig2), { csr, environment: 'production' });
    expect(await answer.json()).toMatchObject({ type: 'urn:assent:problem:key-already-used' });
  });

  it('the key sets of one have nothing of the other', async () => {
    const { jwksUri, kid } = await issue(production, Sig2, { environment: 'production' });
    expect(jwksUri).toContain('/keystore/production/');
    const keys = async (uri: string) =>
      (await read<{ keys: { kid: string }[] }>(fetch(uri))).keys.map((key) => key.kid);
    expect(await keys(jwksUri)).toContain(kid);
    expect(await keys(jwksUri.replace('/production/', '/sandbox/'))).not.toContain(kid);
  });

  it('say in their names that they are of a sandbox, and which', async () => {
    const names = async (environment: string) =>
      (await anchors(environment)).map(({ subject }) => subject.toString());
    expect(await names('sandbox')).toEqual([
      'CN=Assent Sandbox Trust Framework ECDSA Root CA - G1,OU=Of a sandbox\\, trusted nowhere else,O=Assent',
      'CN=Assent Sandbox Trust Framework RSA Root CA - G1,OU=Of a sandbox\\, trusted nowhere else,O=Assent',
    ]);
    expect((await names('production'))[0]).toContain('Assent Production Trust Framework ECDSA Root CA - G1');
  });
});
