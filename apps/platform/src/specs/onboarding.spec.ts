import { stat } from 'node:fs/promises';
import { handshake } from './handshake.js';
import { kidsAt, Parties, type Party } from './parties.js';

/** UAE API Hub, "Certificates and keys", by commands alone: three parties, each with keys that nobody else sees. */
describe.each(['sandbox', 'production'] as const)('the onboarding of the UAE page in %s', (env) => {
  let parties: Parties;
  beforeAll(async () => {
    parties = await Parties.meet(env);
  }, 120_000);
  afterAll(() => parties.part());

  it('begins with the members and their software', async () => {
    for (const party of ['buyer', 'hub', 'seller'] as const) await parties.enrol(party);
    expect(new Set(Object.values(parties.organisation)).size).toBe(3);
  });

  it.each(['C1', 'Sig1', 'Enc2'])(
    'the Buyer makes key and request of %s, and has it issued',
    async (profile) => {
      const record = await parties.obtain('buyer', parties.of(profile, 'buyer'));
      const by = expect.stringContaining('@') as string;
      expect(record).toMatchObject({ ceremony: 'cert install', profile, environment: env, by });
      expect(record['subject']).toContain(`CN=${parties.software.buyer},OU=${parties.organisation.buyer}`);
    },
  );

  it.each(['S1', 'S3', 'Sig2'])(
    'the Hub holds the key of %s and makes the request; the Seller generates the certificate, and tells JWKS URL and kid',
    async (profile) => {
      const selection = parties.of(profile, 'seller', 'organisation');
      const names = profile === 'Sig2' ? [] : ['--name', `${profile.toLowerCase()}.${env}.example.com`];
      const csr = parties.file(`${profile}.csr.pem`);
      const certificate = parties.file(`${profile}.pem`);
      const own = [...selection, ...parties.store('hub')];
      await parties.done('cert', 'request', ...own, '--key', 'p-256', ...names, '--out', csr);
      const handed = ['--csr', csr, '--out', certificate, ...parties.store('seller')];
      const issued = await parties.done('cert', 'issue', ...selection, ...handed);
      expect(issued['JWKS URL']).toContain(`/keystore/${env}/${parties.organisation.seller}/`);
      const installed = await parties.done('cert', 'install', ...own, '--certificate', certificate);
      expect(installed['kid']).toBe(issued['kid']);
      expect(await kidsAt(issued['JWKS URL'])).toContain(issued['kid']);
    },
  );

  it.each(['C4', 'Sig3'])('the Hub does everything of %s itself', async (profile) => {
    expect((await parties.obtain('hub', parties.of(profile, 'hub')))['outcome']).toBe('installed');
  });

  it.each([
    ['C3', 'software'],
    ['S4', 'organisation'],
    ['Sig4', 'software'],
  ] as const)('the Seller makes key and request of %s, and has it issued', async (profile, level) => {
    const names = profile === 'S4' ? ['--name', `back-office.${env}.example.com`] : [];
    const record = await parties.obtain('seller', parties.of(profile, 'seller', level), ...names);
    expect(record['verified against']).toBe(`the anchors of ${env}`);
  });

  it('the Seller publishes Enc1, a key alone', async () => {
    const record = await parties.obtain('seller', parties.of('Enc1', 'seller', 'organisation'));
    expect(record).not.toHaveProperty('certificate');
    expect(await kidsAt(record['JWKS URL'])).toContain(record['kid']);
  });

  it('S2 comes from an authority that stands for the public one', async () => {
    const selection = parties.of('S2', 'hub', 'organisation');
    const record = await parties.obtain('hub', selection, '--name', `auth.${env}.example.com`);
    expect(record['verified against']).toBe('the stand-in for the public authority');
  });

  it('said again, each ceremony gives the same', async () => {
    const selection = [...parties.of('C3', 'seller'), ...parties.store('seller')];
    const first = await parties.done('cert', 'issue', ...selection);
    const again = await parties.done('cert', 'install', ...selection);
    expect([again['outcome'], again['certificate']]).toEqual(['installed before', first['certificate']]);
    const refused = await parties.run('cert', 'request', ...selection);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('"assent cert rotate"')]);
  });

  it('gives the Buyer a statement to register with', async () => {
    const whose = ['--org', parties.organisation.buyer!, '--software', parties.software.buyer!];
    const { software_statement: jwt = '' } = await parties.done('directory', 'statement', ...whose);
    const claims = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()) as object;
    expect(claims).toMatchObject({ software_environment: env, org_name: 'Meridian Cloud Services Ltd' });
  });

  const exported = async (party: Party, selection: string[], name: string): Promise<string> => {
    const folder = parties.file(name);
    await parties.done('cert', 'export', ...selection, ...parties.store(party), '--out', folder);
    expect((await stat(`${folder}/key.pem`)).mode & 0o777).toBe(0o600);
    return folder;
  };

  it('ends in mutual TLS with C3, which the Hub pins by its exact subject', async () => {
    const server = await exported('hub', parties.of('S3', 'seller', 'organisation'), 'S3');
    const client = await exported('seller', parties.of('C3', 'seller'), 'C3');
    expect(await handshake(server, client, `s3.${env}.example.com`)).toEqual({
      C: 'AE',
      O: 'First Carrier PJSC',
      OU: parties.organisation.seller,
      CN: parties.software.seller,
    });
  });

  it('and with C4, which the Seller pins by its OU', async () => {
    const server = await exported('seller', parties.of('S4', 'seller', 'organisation'), 'S4');
    const client = await exported('hub', parties.of('C4', 'hub'), 'C4');
    const subject = await handshake(server, client, `back-office.${env}.example.com`);
    expect(subject['OU']).toBe(parties.organisation.hub);
  });

  it('while a certificate for signatures opens no connection', async () => {
    const client = await exported('buyer', parties.of('Sig1', 'buyer'), 'Sig1');
    const refused = await handshake(parties.file('S3'), client, `s3.${env}.example.com`).catch(
      (error: Error) => error.message,
    );
    expect(refused).not.toHaveProperty('CN');
  });
});
