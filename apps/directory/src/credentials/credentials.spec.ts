import {
  didJwkOf,
  generateSigningKey,
  importSigningKey,
  signJwt,
  signKeyBinding,
  signVpJwt,
  splitSdJwt,
} from '#crypto';
import { type Issued, json, MemberWorld, organisation, software } from './member-world.fixture.js';

let world: MemberWorld;
beforeAll(async () => {
  world = await MemberWorld.start();
});
afterAll(() => world.directory.close());

const seller = 'https://seller.example';
const asked = { audiences: [seller], nonce: 'n-1' };
const presentation = () => ({ audience: seller, nonce: 'n-1', now: new Date() });

describe('did:web documents of the directory (MEF 128 R4, R5)', () => {
  it('are its own, whose keys make statements and authenticate nobody', async () => {
    const answer = await fetch(`${world.base}/did.json`);
    expect(answer.headers.get('content-type')).toContain('application/did+json');
    const document = await json(answer);
    const { keys } = (await json(await fetch(`${world.base}/jwks`))) as { keys: { kid: string }[] };
    expect(document).toMatchObject({
      id: world.did,
      assertionMethod: keys.map(({ kid }) => `${world.did}#${kid}`),
    });
    expect(document).not.toHaveProperty('authentication');
  });

  it('are those of its members and their software, with their redirect URIs', async () => {
    const ofMember = await json(await fetch(`${world.base}/members/${world.organisationId}/did.json`));
    expect(ofMember).toMatchObject({
      id: world.member,
      authentication: [`${world.member}#${world.pair.kid}`],
    });
    const ofSoftware = await json(
      await fetch(`${world.base}/members/${world.organisationId}/software/${world.softwareId}/did.json`),
    );
    expect(ofSoftware).toMatchObject({
      id: `${world.member}:software:${world.softwareId}`,
      service: [
        { type: 'LegalEntityCredential' },
        { type: 'RedirectUri', serviceEndpoint: software.redirectUris[0] },
      ],
    });
    expect((await fetch(`${world.base}/members/nobody/did.json`)).status).toBe(404);
  });
});

describe('a credential of a member', () => {
  it('as VC-JWT proves the legal entity to a Seller that accepts the directory (R6, R7, R8, R11)', async () => {
    const { credential } = await world.issue();
    const vp = await signVpJwt(await world.memberKey(), world.member, [credential], presentation());
    const proven = await world.entities.presented(vp, asked, world.accepted);
    expect(proven).toMatchObject({ ...organisation, identifier: world.member, anchor: world.did });
  });

  it('as SD-JWT VC of software does so with one key, and with or without the name', async () => {
    const subject = `${world.member}:software:${world.softwareId}`;
    const { credential } = await world.issue({
      form: 'dc+sd-jwt',
      softwareId: world.softwareId,
      holderKid: world.pair.kid,
    });
    const whole = await signKeyBinding(await world.memberKey(subject), credential, presentation());
    expect(await world.entities.presented(whole, asked, world.accepted)).toMatchObject({
      ...organisation,
      identifier: subject,
    });
    const closed = await signKeyBinding(
      await world.memberKey(subject),
      `${splitSdJwt(credential).jwt}~`,
      presentation(),
    );
    expect(await world.entities.presented(closed, asked, world.accepted)).not.toHaveProperty('legalName');
  });

  it('is found at its id, the SD-JWT without its disclosures (R9)', async () => {
    const vc = await world.issue();
    const answer = await fetch(`${world.base}/credentials/${vc.credentialId}`);
    expect(answer.headers.get('content-type')).toContain('application/vc+jwt');
    expect(await answer.text()).toBe(vc.credential);
    const sdJwt = await world.issue({ form: 'dc+sd-jwt' });
    const text = await (await fetch(`${world.base}/credentials/${sdJwt.credentialId}`)).text();
    expect(text).toBe(`${splitSdJwt(sdJwt.credential).jwt}~`);
    expect((await fetch(`${world.base}/credentials/none`)).status).toBe(404);
  });

  it('is found by the identifier of its subject alone (D1), as is the directory’s own (R8)', async () => {
    await world.issue();
    expect(await world.entities.behind(world.member, world.accepted)).toMatchObject(organisation);
    expect(await world.entities.behind(world.did, world.accepted)).toMatchObject({
      lei: '984500ASSENTDIRECT32',
    });
    const first = await (await fetch(`${world.base}/credential`)).text();
    expect(await (await fetch(`${world.base}/credential`)).text()).toBe(first);
  });

  it('is listed without what was signed', async () => {
    const { credentialId, credential } = await world.issue();
    const text = await (await fetch(`${world.base}${world.credentialsOf()}`)).text();
    expect(text).toContain(credentialId);
    expect(text).not.toContain(credential.split('.')[2]);
  });

  it('lets its subject issue for others only when it says so (R8)', async () => {
    const claims = ({ credential }: Issued) =>
      JSON.parse(Buffer.from(credential.split('.')[1]!, 'base64url').toString()) as {
        credentialSubject: object;
      };
    expect(claims(await world.issue({ mayIssue: true })).credentialSubject).toHaveProperty('mayIssue', true);
    expect(claims(await world.issue()).credentialSubject).not.toHaveProperty('mayIssue');
  });
});

describe('a credential of an identifier elsewhere', () => {
  const holder = async () => {
    const { publicJwk, privateJwk } = await generateSigningKey('ES256');
    const subject = didJwkOf(publicJwk);
    const key = { ...(await importSigningKey(privateJwk, 'ES256')), kid: `${subject}#0` };
    const proof = (change: object = {}) =>
      signJwt(key, 'openid4vci-proof+jwt', {
        iss: subject,
        aud: world.base,
        iat: Math.floor(Date.now() / 1000),
        jti: `j${Math.random()}`,
        ...change,
      });
    return { subject, key, proof };
  };

  it('is issued to whoever shows that the identifier is its own, once for each proof', async () => {
    const { subject, key, proof } = await holder();
    const one = await proof();
    const { credential } = await world.issue({ did: subject, proof: one });
    const vp = await signVpJwt(key, subject, [credential], presentation());
    expect(await world.entities.presented(vp, asked, world.accepted)).toMatchObject({
      identifier: subject,
      ...organisation,
    });
    const again = await world.ask({ did: subject, proof: one });
    expect([again.status, (await json(again))['type']]).toEqual([
      409,
      'urn:assent:problem:holder-proof-already-used',
    ]);
  });

  it.each<[string, (h: Awaited<ReturnType<typeof holder>>) => Promise<object>, string]>([
    ['no proof', async ({ subject }) => ({ did: subject }), 'holder-proof-missing'],
    [
      'a proof of somebody else',
      async ({ subject }) => ({ did: subject, proof: await (await holder()).proof({ iss: subject }) }),
      'holder-proof-refused',
    ],
    [
      'a proof for another directory',
      async ({ subject, proof }) => ({ did: subject, proof: await proof({ aud: 'https://other.example' }) }),
      'holder-proof-refused',
    ],
    [
      'a proof that is six minutes old',
      async ({ subject, proof }) => ({ did: subject, proof: await proof({ iat: Date.now() / 1000 - 360 }) }),
      'holder-proof-refused',
    ],
    ['a proof that is no JWT', async ({ subject }) => ({ did: subject, proof: 'x' }), 'holder-proof-refused'],
    [
      'a name that the directory gives',
      async ({ proof }) => ({ did: world.member, proof: await proof() }),
      'subject-ambiguous',
    ],
    [
      'two subjects',
      async ({ subject, proof }) => ({ did: subject, proof: await proof(), softwareId: world.softwareId }),
      'subject-ambiguous',
    ],
    [
      'a document that is not there',
      async ({ proof }) => ({ did: `${world.did.replace(':directory', ':nobody')}`, proof: await proof() }),
      'identifier-unavailable',
    ],
    ['a key that is not known', async () => ({ holderKid: 'none' }), 'key-unknown'],
    ['software that is not known', async () => ({ softwareId: 'none' }), 'software-unknown'],
    ['a field that is not known', async () => ({ lei: organisation.lei }), 'invalid-body'],
    ['another form', async () => ({ form: 'ldp_vc' }), 'invalid-body'],
    ['another method', async () => ({ did: 'did:ion:x', proof: 'x' }), 'invalid-body'],
  ])('is not issued for %s', async (_name, make, code) => {
    const answer = await world.ask(await make(await holder()));
    expect([answer.status < 500, (await json(answer))['type']]).toEqual([true, `urn:assent:problem:${code}`]);
  });

  it('is not issued by a page of another origin', async () => {
    const answer = await world.ask({}, { origin: 'https://evil.example' });
    expect(answer.status).toBe(403);
  });
});
