import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { certificatePem, DistinguishedName, newSerial, selfSignedCertificate, signerOf } from '#crypto';
import { TrustAnchors } from './trust-anchors.js';

let time = Date.parse('2026-11-26T12:00:00Z');
const clock = { now: () => new Date(time) };
let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'assent-anchors-'))));
afterEach(() => rm(folder, { recursive: true }));

const rootPem = async (name: string): Promise<string> => {
  const signer = signerOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
  const subject = DistinguishedName.of([['CN', name]]);
  const validity = { notBefore: new Date(time), notAfter: new Date(time + 1000) };
  return certificatePem(
    await selfSignedCertificate(signer, { subject, serial: newSerial(), ...validity, purpose: 'ca' }),
  );
};

const namesOf = async (anchors: TrustAnchors) =>
  (await anchors.all()).map(({ subject }) => subject.commonName);

describe('trust anchors', () => {
  it('are all certificates of all files', async () => {
    const [one, two] = [join(folder, 'one.pem'), join(folder, 'two.pem')];
    await writeFile(one, (await rootPem('A')) + (await rootPem('B')));
    await writeFile(two, await rootPem('C'));
    expect(await namesOf(new TrustAnchors([one, two], clock))).toEqual(['A', 'B', 'C']);
    expect(await namesOf(new TrustAnchors([], clock))).toEqual([]);
  });

  it('are read anew within a minute when a file has changed, and kept when it is broken', async () => {
    const path = join(folder, 'anchors.pem');
    await writeFile(path, await rootPem('Old'));
    const anchors = new TrustAnchors([path], clock);
    expect(await namesOf(anchors)).toEqual(['Old']);
    const first = (await anchors.all())[0];
    await writeFile(path, await rootPem('New'));
    await utimes(path, new Date(1), new Date(1));
    time += 59_000;
    expect((await anchors.all())[0]).toBe(first);
    time += 1000;
    expect(await namesOf(anchors)).toEqual(['New']);
    await writeFile(path, 'broken');
    await utimes(path, new Date(2), new Date(2));
    time += 60_000;
    expect(await namesOf(anchors)).toEqual(['New']);
  });

  it('that cannot be read stop whoever needs them', async () => {
    const path = join(folder, 'none.pem');
    await expect(new TrustAnchors([path], clock).all()).rejects.toThrow(
      `the trust anchors in ${path} cannot be read`,
    );
    await writeFile(path, 'no certificate');
    await expect(new TrustAnchors([path], clock).all()).rejects.toThrow('cannot be read');
  });
});
