import {
  type Certificate,
  didWebOf,
  parseCertificate,
  parseCertificates,
  sameDn,
  signJws,
  verifyJws,
} from '#crypto';
import { SystemClock } from '#event-sourcing';
import {
  CertificateStatus,
  CertifiedNames,
  CredentialDocuments,
  Identifiers,
  LegalEntities,
  Outbound,
  StatusLists,
} from '#oauth';
import { profileOf } from '../certificates/profiles.js';
import { csrFor, enrolMember, type Member, newKey, pathOf } from '../specs/members.js';
import { runDirectory, type RunningDirectory } from '../specs/running-directory.js';

let directory: RunningDirectory;
let member: Member;
let base: string;
let outbound: Outbound;
let first: Certificate;
let subject: string;
beforeAll(async () => {
  directory = await runDirectory();
  base = `${directory.issuer}/directory`;
  member = await enrolMember(directory, 'Meridian');
  outbound = new Outbound({ loopbackAllowed: true });
  await certify(C1);
  first = (await certify()).leaf;
  subject = first.subject.toString();
}, 120_000);
afterAll(async () => {
  await outbound.beforeApplicationShutdown();
  await directory.close();
});

const Sig1 = profileOf('Sig1')!;
const C1 = profileOf('C1')!;
const certify = async (profile = Sig1, key = newKey()) => {
  const answer = await directory.post(pathOf(member, profile), {
    csr: await csrFor(member, profile, { key }),
  });
  const { certificate, certificateId } = (await answer.json()) as {
    certificate: string;
    certificateId: string;
  };
  return { key, leaf: parseCertificate(certificate), certificateId };
};
const revoke = (certificateId: string) =>
  fetch(`${base}/organisations/${member.organisationId}/certificates/${certificateId}/revocation`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ reason: 'key-compromise' }),
  });
/** What a Seller knows that trusts the sandbox authorities, with no copy of anything. */
const identifiers = async (
  environment = 'sandbox',
  keySets = [`${base}/keystore/sandbox/{OU}/{CN}/application.jwks`],
) => {
  const clock = new SystemClock();
  const pem = await (await fetch(`${base}/pki/${environment}/anchors.pem`)).text();
  const read = async (url: string) => (await outbound.fetch(url)).text;
  const revocation = new CertificateStatus(outbound, clock);
  const anchors = async () => parseCertificates(pem);
  const names = new CertifiedNames({ keySets, anchors, revocation, fetch: read }, clock);
  return new Identifiers(outbound, clock, { loopbackAllowed: true, ofDistinguishedName: names.resolve });
};
const refusal = async (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    ({ reason }: { reason: string }) => reason,
  );

describe('the Legal Entity of a distinguished name (MEF 128 R6 to R9, X.509)', () => {
  const behind = async (name: string, anchors?: readonly string[]) => {
    const known = await identifiers();
    const clock = new SystemClock();
    const lists = new StatusLists(outbound, clock, known.resolve);
    const documents = new CredentialDocuments(outbound, clock, known.resolve);
    const entities = new LegalEntities(known, lists, documents, clock);
    const pem = await (await fetch(`${base}/pki/sandbox/anchors.pem`)).text();
    const roots = parseCertificates(pem).map((root) => root.subject.toString());
    return entities.behind(name, { anchors: anchors ?? roots });
  };

  it('is the one that its certificates name by LEI, where the authority above them is accepted', async () => {
    const found = await behind(subject);
    expect(found).toMatchObject({
      identifier: subject,
      lei: member.lei,
      legalName: member.legalName,
      credentials: [{ issuer: first.issuer.toString(), subject, lei: member.lei }],
    });
    expect(found.credentials[0]!.id).toBe(first.id);
  });

  it.each([
    ['nobody', []],
    ['an issuer of credentials alone', ['did:web:trust.example']],
    ['another authority', ['CN=Another Root,O=Acme']],
  ])('is nobody’s where %s is accepted', async (_whom, anchors) => {
    const refused = behind(subject, anchors);
    await expect(refused).rejects.toMatchObject({
      reason: 'credential-refused',
      detail: { cause: 'issuer-unknown' },
    });
  });
});

describe('the keys of a distinguished name (MEF 128 R5, X.509)', () => {
  it('are those that are certified for it, by the ids of their certificates, however it is spelled', async () => {
    const { key, leaf } = await certify();
    const spelled = `cn=${member.softwareId}, OU=${member.organisationId}, o=meridian  NETWORKS ltd,C=ae`;
    expect(sameDn(spelled, leaf.subject)).toBe(true);
    const found = await (await identifiers()).resolve(spelled);
    expect(found.keys.map(({ id }) => id)).toContain(leaf.id);
    const jws = await signJws({ kid: leaf.id, alg: 'ES256', privateKey: key }, {}, 'message');
    const policy = { key: found.find('assertionMethod'), algorithms: ['ES256'] };
    expect((await verifyJws(jws, policy)).payload.toString()).toBe('message');
  });

  it('are in its did:web document too, and in neither when the certificate is revoked', async () => {
    const [kept, lost] = [await certify(), await certify()];
    const did = didWebOf(`${base}/members/${member.organisationId}/software/${member.softwareId}`);
    const kids = async () => (await (await identifiers()).resolve(did)).keys.map(({ id }) => id);
    expect(await kids()).toEqual(
      expect.arrayContaining([`${did}#${kept.leaf.id}`, `${did}#${lost.leaf.id}`]),
    );
    await revoke(lost.certificateId);
    expect(await kids()).not.toContain(`${did}#${lost.leaf.id}`);
    const named = (await (await identifiers()).resolve(kept.leaf.subject.toString())).keys.map(
      ({ id }) => id,
    );
    expect(named).toContain(kept.leaf.id);
    expect(named).not.toContain(lost.leaf.id);
  });

  it.each<[string, () => Promise<Identifiers>, (dn: string) => string, string]>([
    [
      'of another organisation',
      () => identifiers(),
      (dn) => dn.replace('Meridian', 'Other'),
      'no-certified-key',
    ],
    ['with one attribute more', () => identifiers(), (dn) => `${dn},DC=more`, 'no-certified-key'],
    [
      'whose parts lead elsewhere',
      () => identifiers(),
      (dn) => dn.replace(/OU=[^,]*/, 'OU=../../x'),
      'identifier-unsupported',
    ],
    ['without what the address needs', () => identifiers(), () => 'O=Meridian', 'identifier-unsupported'],
    ['when no directory is known', () => identifiers('sandbox', []), (dn) => dn, 'identifier-unsupported'],
    [
      'of an authority of another environment',
      () => identifiers('production'),
      (dn) => dn,
      'no-certified-key',
    ],
    [
      'whose keys are for transport',
      () => identifiers('sandbox', [`${base}/keystore/sandbox/{OU}/{CN}/transport.jwks`]),
      (dn) => dn,
      'no-certified-key',
    ],
    [
      'that is an address with no keys',
      () => identifiers('sandbox', [`${base}?{OU}{CN}`]),
      (dn) => dn,
      'malformed-jwks',
    ],
  ])('are none %s', async (_name, make, change, reason) => {
    const resolving = (await make()).resolve(change(subject));
    expect(await refusal(resolving)).toBe(reason);
  });
});
