import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { KeyEncryptionKey, KeySet, statusReference, verifyStatusToken } from '#crypto';
import { Clock, Database, EventStore } from '#event-sourcing';
import { CoreSettings } from '#service';
import { Authorities } from '../authorities/authorities.js';
import { profileOf } from '../certificates/profiles.js';
import { csrFor, enrolMember, type Member, newKey, pathOf, read } from './members.js';
import { runDirectory, type RunningDirectory } from './running-directory.js';

/** What neighbours hear: registration and tokens react to revocations. */
describe('what the directory tells its neighbours', () => {
  let directory: RunningDirectory;
  let member: Member;
  beforeAll(async () => {
    directory = await runDirectory();
    member = await enrolMember(directory, 'Meridian');
  }, 120_000);
  afterAll(() => directory.close());

  const published = async (type: string): Promise<readonly { view: object; detail?: object }[]> => {
    const rows = await directory.app
      .get(Database, { strict: false })
      .query<{ public: { view: object; detail?: object } }>(
        'select public from event where type = $1 order by recorded_at',
        [type],
      );
    return rows.map((row) => row.public);
  };
  const publishedStatements = () => published('SoftwareStatementIssued');
  const put = (path: string, body: object): Promise<Response> =>
    fetch(`${directory.issuer}/directory${path}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  it('certificates from issue to revocation, without their keys', async () => {
    const C1 = profileOf('C1')!;
    const csr = await csrFor(member, C1);
    const { certificateId, serial } = await read<{ certificateId: string; serial: string }>(
      directory.post(pathOf(member, C1), { csr }),
    );
    const { organisationId, softwareId } = member;
    const address = `/organisations/${organisationId}/certificates/${certificateId}/revocation`;
    expect((await put(address, { reason: 'privilege-withdrawn' })).status).toBe(200);
    const [issued] = await published('CertificateIssued');
    expect(issued).toEqual({
      view: expect.objectContaining({ certificateId, serial, status: 'valid', profile: 'C1', softwareId }),
    });
    const [revoked] = await published('CertificateRevoked');
    expect(revoked?.detail).toEqual({
      certificateId,
      serial,
      organisationId,
      softwareId,
      revokedAt: expect.any(String),
      reason: 'privilege-withdrawn',
    });
  });

  it('statements that are revoked, once, for one reason', async () => {
    const { organisationId, softwareId } = member;
    const software = `/organisations/${organisationId}/software/${softwareId}`;
    await directory.post(pathOf(member, profileOf('Sig1')!), {
      csr: await csrFor(member, profileOf('Sig1')!),
    });
    const { software_statement: jwt } = await read<{ software_statement: string }>(
      directory.post(`${software}/software-statement`, {}),
    );
    const { jti } = JSON.parse(Buffer.from(jwt.split('.')[1]!, 'base64url').toString()) as { jti: string };
    const revoke = (reason: string) => put(`${software}/software-statements/${jti}/revocation`, { reason });
    const statuses = [
      await revoke('issued-in-error'),
      await revoke('issued-in-error'),
      await revoke('other'),
    ];
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 409]);
    expect(await published('SoftwareStatementRevoked')).toEqual([
      {
        view: expect.objectContaining({ revokedStatements: [expect.objectContaining({ jti })] }),
        detail: { jti, softwareId, organisationId, revokedAt: expect.any(String), reason: 'issued-in-error' },
      },
    ]);
  });

  it('in a status list, named in each statement, whether it was revoked (Token Status List §6)', async () => {
    const { organisationId, softwareId } = member;
    const software = `/organisations/${organisationId}/software/${softwareId}`;
    const issue = async () => {
      const answer = directory.post(`${software}/software-statement`, {});
      const { software_statement: jwt } = await read<{ software_statement: string }>(answer);
      return JSON.parse(Buffer.from(jwt.split('.')[1]!, 'base64url').toString()) as Record<string, string>;
    };
    const set = KeySet.of(await (await fetch(`${directory.issuer}/directory/jwks`)).json());
    const statusOf = async (claims: Readonly<Record<string, unknown>>): Promise<number> => {
      const { uri, idx } = statusReference(claims)!;
      const policy = {
        now: new Date(),
        uri,
        key: (header: { alg: string; kid?: string }) => set.find(header),
      };
      return (await verifyStatusToken(await (await fetch(uri)).text(), policy)).list.get(idx);
    };
    const [one, other] = [await issue(), await issue()];
    expect([await statusOf(one), await statusOf(other)]).toEqual([0, 0]);
    await put(`${software}/software-statements/${one.jti}/revocation`, { reason: 'issued-in-error' });
    expect([await statusOf(one), await statusOf(other)]).toEqual([1, 0]);
    const unknown = `${directory.issuer}/directory/status-lists/statements/99`;
    expect((await fetch(unknown)).status).toBe(404);
    const published = JSON.stringify(await publishedStatements());
    expect(published).toContain(one.jti);
    expect(published).not.toContain('"status":{"list"');
  });

  it('keys that an organisation publishes by themselves, and withdraws', async () => {
    const Enc1 = profileOf('Enc1')!;
    const csr = await csrFor(member, Enc1, { key: newKey('RSA') });
    const { kid } = await read<{ kid: string }>(directory.post(pathOf(member, Enc1), { csr }));
    const address = `${directory.issuer}/directory/organisations/${member.organisationId}/keys/${kid}`;
    expect((await fetch(address, { method: 'DELETE' })).status).toBe(204);
    expect((await published('OrganisationKeyPublished'))[0]?.detail).toEqual({ kid });
    expect((await published('OrganisationKeyWithdrawn'))[0]?.detail).toEqual({ kid });
  });

  it('of authorities nothing, and no private key is in an event in clear', async () => {
    const rows = await directory.app
      .get(Database, { strict: false })
      .query<{ public: unknown; data: object }>(
        `select public, data from event where type = 'AuthorityEstablished'`,
      );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((row) => row.public === null)).toBe(true);
    const texts = rows.flatMap(({ data }) => textsIn(data));
    expect(texts.length).toBeGreaterThan(5);
    expect(texts.filter(isPrivateKey)).toEqual([]);
    const { privateKey } = generateKeyPairSync('ed25519');
    expect(isPrivateKey(privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64url'))).toBe(
      true,
    );
  });

  it('processes that need an authority at the same time make one', async () => {
    const { app } = directory;
    const find = <T>(type: abstract new (...parts: never[]) => T): T =>
      app.get<T>(type as never, { strict: false });
    const another = (): Authorities =>
      new Authorities(find(EventStore), find(KeyEncryptionKey), find(Clock), find(CoreSettings));
    const pairs = await Promise.all(
      [another(), another(), another()].map((each) => each.pair('production', 'ecdsa')),
    );
    const ids = pairs.flatMap(({ root, issuing }) => [root.certificate.id, issuing.certificate.id]);
    expect(new Set(ids).size).toBe(2);
  });
});

const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

const isPrivateKey = (text: string): boolean => {
  try {
    return (
      createPrivateKey({ key: Buffer.from(text, 'base64url'), format: 'der', type: 'pkcs8' }).type ===
      'private'
    );
  } catch {
    return false;
  }
};
