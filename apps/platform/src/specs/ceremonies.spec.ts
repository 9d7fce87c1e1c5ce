import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { kidsAt, Parties } from './parties.js';

describe('ceremonies of certificates', () => {
  let parties: Parties;
  beforeAll(async () => {
    parties = await Parties.meet('sandbox');
    for (const party of ['buyer', 'hub', 'seller'] as const) await parties.enrol(party);
    await parties.obtain('buyer', parties.of('C1', 'buyer'));
    await parties.obtain('seller', parties.of('Sig4', 'seller'));
    await parties.obtain('seller', parties.of('Enc1', 'seller', 'organisation'));
    await parties.obtain('hub', parties.of('Sig3', 'hub'));
  }, 120_000);
  afterAll(() => parties.part());

  const never = ['--key', 'p-256', '--publish-ahead', '0', '--overlap', '0'];

  it('rotate publishes the successor before it is used, and keeps the former; said again, it waits', async () => {
    const own = [...parties.of('Sig4', 'seller'), ...parties.store('seller'), '--key', 'p-256'];
    const ahead = await parties.done('cert', 'rotate', ...own);
    expect(await kidsAt(ahead['JWKS URL'])).toEqual(expect.arrayContaining([ahead['kid'], ahead['former']]));
    expect(Date.parse(ahead['in use from'] ?? '') - Date.now()).toBeGreaterThan(500_000);
    expect(ahead['former key']).toContain('kept until');
    expect((await parties.done('cert', 'rotate', ...own))['kid']).toBe(ahead['kid']);
  });

  it('rotate gives the former up once nothing depends on it; said again, there is nothing to do', async () => {
    const own = [...parties.of('Sig3', 'hub'), ...parties.store('hub'), ...never];
    const over = await parties.done('cert', 'rotate', ...own);
    expect(over['former key']).toBe('revoked as superseded, its private half deleted');
    expect(await kidsAt(over['JWKS URL'])).toEqual([over['kid']]);
    const revoked = over['JWKS URL']?.replace('application.jwks', 'revoked/application.jwks');
    expect(await kidsAt(revoked)).toEqual([over['former']]);
    expect((await parties.done('cert', 'rotate', ...own))['outcome']).toContain('nothing to do');
    const another = await parties.done('cert', 'rotate', ...own, '--again');
    expect(another['former']).toBe(over['kid']);
  });

  it('rotate does the same with Enc1, which has no certificate', async () => {
    const own = [...parties.of('Enc1', 'seller', 'organisation'), ...parties.store('seller'), ...never];
    const over = await parties.done('cert', 'rotate', ...own);
    expect(await kidsAt(over['JWKS URL'])).toEqual([over['kid']]);
  });

  it('revoke does so once somebody is sure, and deletes the private key', async () => {
    const { certificate = '' } = await parties.done(
      'cert',
      'issue',
      ...parties.of('C1', 'buyer'),
      ...parties.store('buyer'),
    );
    const words = ['cert', 'revoke', certificate, ...parties.store('buyer'), '--reason', 'key-compromise'];
    const unsure = await parties.run(...words);
    expect([unsure.code, unsure.stderr]).toEqual([1, expect.stringContaining('--yes')]);
    const record = await parties.done(...words, '--yes');
    expect(record).toMatchObject({ reason: 'key-compromise', 'private key': 'deleted from this store' });
    expect((await parties.done(...words, '--yes'))['revoked at']).toBe(record['revoked at']);
    const refused = await parties.run(
      'cert',
      'issue',
      ...parties.of('C1', 'buyer'),
      ...parties.store('buyer'),
    );
    expect([refused.code, refused.stderr]).toEqual([
      1,
      expect.stringContaining('begin with "assent cert request"'),
    ]);
  });

  it('list says what there is and which keys are here, expiring what ends soon', async () => {
    const seller = ['--org', parties.organisation.seller ?? '', ...parties.store('seller')];
    const { code, stdout } = await parties.run('cert', 'list', ...seller);
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^profile +environment +status +days left +key here/),
    ]);
    expect(stdout).toMatch(/Sig4 +sandbox +valid +\d+ +published ahead/);
    expect(stdout).toMatch(/Sig4 +sandbox +valid +\d+ +in use/);
    expect(await parties.run('cert', 'expiring', ...seller)).toMatchObject({ code: 0, stdout: 'None.\n' });
    expect((await parties.run('cert', 'expiring', ...seller, '--days', '400')).stdout).toContain('Sig4');
  });

  it('ca export gives the anchors, and their fingerprints', async () => {
    const { stdout } = await parties.run('ca', 'export', '--env', 'sandbox');
    expect(stdout.match(/-----BEGIN CERTIFICATE-----/g)).toHaveLength(2);
    const file = parties.file('anchors.pem');
    const written = await parties.run('ca', 'export', '--env', 'sandbox', '--out', file);
    expect(written.stdout).toMatch(/SHA-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}/);
    expect(await readFile(file, 'utf8')).toBe(stdout);
  });

  it('keep each record, and no private key in clear', async () => {
    const everything = await readdir(parties.folder, { recursive: true, withFileTypes: true });
    const kept = everything.filter(
      (entry) => entry.isFile() && /\/(buyer|hub|seller)(\/|$)/.test(entry.parentPath),
    );
    const texts = await Promise.all(
      kept.map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8')),
    );
    expect(texts.filter((text) => text.includes('"ceremony": "cert rotate"')).length).toBeGreaterThan(3);
    expect(texts.filter((text) => /PRIVATE KEY|"d":/.test(text))).toEqual([]);
  });

  it.each([
    [['cert', 'request', '--profile', 'C2', '--org', 'x'], 2, 'The profiles are C1'],
    [['cert', 'request', '--profile', 'C1', '--org', 'x'], 1, 'name it with --software'],
    [['cert', 'request', '--profile', 'S4', '--org', 'x', '--software', 'y'], 1, 'leave --software out'],
    [['cert', 'request', '--profile', 'S4', '--org', 'x'], 1, 'name it with --name'],
    [['cert', 'request', '--profile', 'Sig2', '--org', 'x', '--name', 'a.b'], 1, 'leave --name out'],
    [
      ['cert', 'request', '--profile', 'S4', '--org', 'x', '--name', 'https://a'],
      2,
      'host name or an address',
    ],
    [['cert', 'request', '--profile', 'Sig2', '--org', 'x'], 1, 'There is no such organisation'],
    [['cert', 'install', '--profile', 'Sig2', '--org', 'x'], 1, 'No certificate of Sig2 waits here'],
    [
      ['cert', 'install', '--profile', 'Sig2', '--org', 'x', '--certificate', 'package.json'],
      1,
      'no certificate in PEM',
    ],
    [
      ['cert', 'issue', '--profile', 'Sig2', '--org', 'x', '--csr', 'nowhere.pem'],
      1,
      'nowhere.pem cannot be read',
    ],
    [['cert', 'issue', '--profile', 'Sig2', '--org', 'x'], 1, 'begin with "assent cert request"'],
    [['cert', 'rotate', '--profile', 'Sig2', '--org', 'x'], 1, 'begin with "assent cert request"'],
    [
      ['cert', 'export', '--profile', 'Sig2', '--org', 'x', '--out', '/tmp/never'],
      1,
      'No Sig2 is in use here',
    ],
    [['cert', 'revoke', 'none', '--yes'], 1, 'There is no such certificate here'],
    [['cert', 'revoke', `-h${'0'.repeat(41)}`, '--yes'], 1, 'There is no such certificate here'],
    [['cert', 'list', '--org', 'x', '--directory', 'http://127.0.0.1:9'], 1, 'No directory answers'],
  ])('called wrongly (%j), say what to do', async (words, code, sentence) => {
    const told = await parties.run(...words, '--store', parties.file('nobody'));
    expect([told.code, told.stderr]).toEqual([code, expect.stringContaining(sentence)]);
  });

  it('ask for the key-encryption key of a store that holds keys', async () => {
    const elsewhere = ['--key-file', parties.file('another.key')];
    const told = await parties.run('cert', 'list', '--org', 'x', ...parties.store('hub'), ...elsewhere);
    expect([told.code, told.stderr]).toEqual([1, expect.stringContaining('name it with --key-file')]);
  });
});
