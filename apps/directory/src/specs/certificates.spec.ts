import { X509Certificate as NodeCertificate } from 'node:crypto';
import { createLocalJWKSet, jwtVerify, SignJWT } from 'jose';
import { parseCertificate, parseCertificates, verifyPath, type CertificatePurpose } from '#crypto';
import { profileOf, profiles } from '../certificates/profiles.js';
import { csrFor, enrolMember, type Member, newKey, pathOf, read, subjectFor } from './members.js';
import { runDirectory, type RunningDirectory } from './running-directory.js';

interface Issued {
  readonly certificateId: string;
  readonly kid: string;
  readonly serial: string;
  readonly certificate: string;
  readonly chain: string;
  readonly jwksUri: string;
  readonly fingerprint: string;
  readonly notAfter: string;
  readonly daysLeft: number;
}

const purposes: Readonly<Record<string, CertificatePurpose>> = {
  'client-transport': 'client-tls',
  'server-transport': 'server-tls',
  signing: 'signing',
  encryption: 'encryption',
};
const C1 = profileOf('C1')!;
const S4 = profileOf('S4')!;
const Sig1 = profileOf('Sig1')!;

describe('certificates of the directory', () => {
  let directory: RunningDirectory;
  let member: Member;
  beforeAll(async () => {
    directory = await runDirectory();
    member = await enrolMember(directory, 'Meridian');
  }, 120_000);
  afterAll(() => directory.close());

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${directory.issuer}/directory${path}`, { headers });
  const anchors = async (environment = 'sandbox') =>
    parseCertificates(await (await get(`/pki/${environment}/anchors.pem`)).text());
  const issue = async (profile: typeof C1, wish: Parameters<typeof csrFor>[2] = {}) => {
    const csr = await csrFor(member, profile, wish);
    const answer = await directory.post(pathOf(member, profile), { csr });
    expect(answer.status).toBe(201);
    return (await answer.json()) as Issued;
  };
  const revoke = (id: string, reason: string, organisationId = member.organisationId) =>
    fetch(`${directory.issuer}/directory/organisations/${organisationId}/certificates/${id}/revocation`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ reason }),
    });
  const keysAt = async (uri: string) => (await read<{ keys: Record<string, unknown>[] }>(fetch(uri))).keys;

  const certified = profiles.filter(({ form }) => form === 'certificate');
  it.each(certified.map((profile) => [profile.id, profile] as const))(
    '%s is issued for its holder, good for its purpose alone, for 13 months, and published',
    async (_id, profile) => {
      const issued = await issue(profile);
      const leaf = parseCertificate(issued.certificate);
      const attributes = subjectFor(member, profile).toReversed();
      expect(leaf.subject.toString()).toBe(attributes.map(([type, value]) => `${type}=${value}`).join(','));
      const months = (13 * 365.25) / 12;
      const days = (leaf.notAfter.getTime() - leaf.notBefore.getTime()) / 86_400_000;
      expect(Math.abs(days - months)).toBeLessThan(4);
      const trusted = profile.issuer === 'public' ? await publicRoot() : await anchors();
      const question = {
        leaf,
        intermediates: parseCertificates(issued.chain),
        anchors: trusted,
        at: new Date(),
      };
      const good = Object.values(purposes).filter((purpose) => {
        try {
          return verifyPath({ ...question, purpose });
        } catch {
          return false;
        }
      });
      expect(good).toEqual([purposes[profile.use]]);
      const [jwk] = (await keysAt(issued.jwksUri)).filter(({ kid }) => kid === issued.kid);
      expect(jwk).toMatchObject({
        'x5t#S256': leaf.id,
        use: { signing: 'sig', encryption: 'enc' }[profile.use as string] ?? 'tls',
        x5c: [Buffer.from(leaf.der).toString('base64'), expect.any(String)],
        x5dn: leaf.subject.toString(),
      });
    },
  );
  const publicRoot = async () => [parseCertificate(await (await get('/pki/sandbox/public-root.pem')).text())];

  it('S2 stands for the public web: the anchors of the framework do not vouch for it', async () => {
    const { certificate, chain } = await issue(profileOf('S2')!, { names: { dns: ['auth.example.org'] } });
    const question = {
      leaf: parseCertificate(certificate),
      intermediates: parseCertificates(chain),
      at: new Date(),
      purpose: 'server-tls',
    } as const;
    const trusted = await anchors();
    expect(() => verifyPath({ ...question, anchors: trusted })).toThrow('unknown-issuer');
  });

  it('Enc1 is a key alone: published with `use: enc`, without a certificate and without an end', async () => {
    const Enc1 = profileOf('Enc1')!;
    const csr = await csrFor(member, Enc1, { key: newKey('RSA') });
    const first = await directory.post(pathOf(member, Enc1), { csr });
    expect(first.status).toBe(201);
    const { kid, jwksUri, ...key } = (await first.json()) as { kid: string; jwksUri: string };
    expect(key).not.toHaveProperty('notAfter');
    const [jwk] = (await keysAt(jwksUri)).filter((each) => each['kid'] === kid);
    expect(jwk).toMatchObject({ use: 'enc', alg: 'RSA-OAEP-256', kty: 'RSA' });
    expect(jwk).not.toHaveProperty('x5c');
    expect((await directory.post(pathOf(member, Enc1), { csr })).status).toBe(200);
    const address = `${directory.issuer}/directory/organisations/${member.organisationId}/keys/${kid}`;
    expect((await fetch(address, { method: 'DELETE' })).status).toBe(204);
    expect((await keysAt(jwksUri)).map((each) => each['kid'])).not.toContain(kid);
    const [gone] = await keysAt(jwksUri.replace('application.jwks', 'revoked/application.jwks'));
    expect(gone).toMatchObject({ kid, revoked: { revoked_at: expect.any(Number) } });
    expect((await directory.post(pathOf(member, Enc1), { csr })).status).toBe(409);
  });

  it('the same request again gives the same certificate, twenty times at once as well', async () => {
    const csr = await csrFor(member, C1);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => directory.post(pathOf(member, C1), { csr })),
    );
    const ids = await Promise.all(answers.map((answer) => answer.json() as Promise<Issued>));
    expect(new Set(ids.map(({ certificateId }) => certificateId)).size).toBe(1);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  it('a certified key signs what its JWK set verifies, also at `software_jwks_endpoint`', async () => {
    const key = newKey('Ed25519');
    const { kid } = await issue(Sig1, { key });
    const jwt = await new SignJWT({}).setProtectedHeader({ alg: 'EdDSA', kid }).sign(key);
    const path = `/organisations/${member.organisationId}/software/${member.softwareId}/jwks`;
    const keys = await read<{ keys: object[] }>(get(path));
    await expect(jwtVerify(jwt, createLocalJWKSet(keys as never))).resolves.toBeDefined();
  });

  it('software with a certified signing key gets a statement, which points at both key sets', async () => {
    const path = `/organisations/${member.organisationId}/software/${member.softwareId}/software-statement`;
    const { software_statement: jwt } = await read<{ software_statement: string }>(directory.post(path, {}));
    const claims = JSON.parse(Buffer.from(jwt.split('.')[1]!, 'base64url').toString()) as Record<
      string,
      string
    >;
    expect((await fetch(claims['software_jwks_revoked_endpoint']!)).status).toBe(200);
    expect((await fetch(claims['org_jwks_endpoint']!)).status).toBe(200);
    expect((await fetch(claims['org_jwks_revoked_endpoint']!)).status).toBe(200);
  });

  it('a revoked certificate leaves the key set for the one of revoked keys, with since when and why', async () => {
    const { certificateId, jwksUri } = await issue(C1);
    const answer = await revoke(certificateId, 'key-compromise');
    expect(await answer.json()).toMatchObject({ status: 'revoked', reason: 'key-compromise' });
    expect((await revoke(certificateId, 'key-compromise')).status).toBe(200);
    expect((await revoke(certificateId, 'superseded')).status).toBe(409);
    expect((await keysAt(jwksUri)).map(({ kid }) => kid)).not.toContain(certificateId);
    const revoked = await keysAt(jwksUri.replace('transport.jwks', 'revoked/transport.jwks'));
    expect(revoked.find(({ kid }) => kid === certificateId)).toMatchObject({
      revoked: { revoked_at: expect.any(Number), reason: 'keyCompromise' },
    });
  });

  it('key sets stay in caches for a minute, and tell when they have not changed', async () => {
    const { jwksUri } = await issue(S4, { names: { dns: ['etag.example.com'] } });
    const answer = await fetch(jwksUri);
    expect(answer.headers.get('content-type')).toContain('application/jwk-set+json');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=60');
    const etag = answer.headers.get('etag') ?? '';
    expect((await fetch(jwksUri, { headers: { 'if-none-match': etag } })).status).toBe(304);
  });

  it('a certificate is at its address, as PEM for `x5u`', async () => {
    const { certificateId, certificate, kid, fingerprint } = await issue(C1);
    expect(kid).toBe(certificateId);
    expect(await (await get(`/certificates/${certificateId}.pem`)).text()).toBe(certificate);
    expect(fingerprint).toBe(new NodeCertificate(certificate).fingerprint256);
    expect(await read(get(`/certificates/${certificateId}`))).toMatchObject({ certificateId, profile: 'C1' });
  });

  it('lists narrow by profile, state and days left', async () => {
    const path = `/organisations/${member.organisationId}/certificates`;
    const list = async (query: string) =>
      (await read<{ certificates: { profile: string; status: string }[] }>(get(`${path}?${query}`)))
        .certificates;
    expect(new Set((await list('profile=buyer-transport')).map(({ profile }) => profile))).toEqual(
      new Set(['C1']),
    );
    expect(new Set((await list('status=revoked')).map(({ status }) => status))).toEqual(new Set(['revoked']));
    expect(await list('expiresWithinDays=30')).toEqual([]);
    expect(await list('environment=production')).toEqual([]);
  });
});
