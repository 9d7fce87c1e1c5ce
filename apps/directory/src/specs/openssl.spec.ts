import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describeUnless } from '#testing';
import { profileOf } from '../certificates/profiles.js';
import { enrolMember, type Member, pathOf, read } from './members.js';
import { runDirectory, type RunningDirectory } from './running-directory.js';

const noOpenssl = spawnSync('openssl', ['version']).status === 0 ? undefined : 'there is no openssl';

interface Issued {
  readonly certificateId: string;
  readonly certificate: string;
  readonly chain: string;
  readonly serial: string;
}

describeUnless(noOpenssl, 'OpenSSL, which is not ours', () => {
  let directory: RunningDirectory;
  let member: Member;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assent-openssl-'));
    directory = await runDirectory();
    member = await enrolMember(directory, 'Meridian');
  }, 120_000);
  afterAll(async () => {
    await directory.close();
    await rm(folder, { recursive: true, force: true });
  });

  const run = promisify(execFile);
  const openssl = async (...words: string[]): Promise<string> => {
    const { stdout, stderr } = await run('openssl', words, { cwd: folder, timeout: 30_000 });
    return `${stdout}${stderr}`;
  };
  const fails = (...words: string[]): Promise<string> =>
    openssl(...words).then(
      (said) => `did not fail: ${said}`,
      ({ stdout, stderr }: { stdout: string; stderr: string }) => `${stdout}${stderr}`,
    );
  const pki = (file: string) => `${directory.issuer}/directory/pki/sandbox/${file}`;
  const save = async (name: string, url: string): Promise<void> =>
    writeFile(join(folder, name), Buffer.from(await (await fetch(url)).arrayBuffer()));

  /** A certificate for a key and a request that OpenSSL made. */
  const certificateFor = async (
    name: string,
    algorithm: readonly string[],
    family: string,
  ): Promise<Issued> => {
    const { organisationId, softwareId, legalName } = member;
    const subject = `/C=AE/O=${legalName}/OU=${organisationId}/CN=${softwareId}`;
    const key = ['-newkey', ...algorithm, '-nodes', '-keyout', `${name}.key`, '-out', `${name}.csr`];
    await openssl('req', '-new', ...key, '-subj', subject);
    const csr = await readFile(join(folder, `${name}.csr`), 'utf8');
    const issued = await read<Issued>(directory.post(pathOf(member, profileOf('C1')!), { csr }));
    await writeFile(join(folder, `${name}.pem`), issued.certificate);
    await writeFile(join(folder, `${name}.chain`), issued.chain);
    await save('anchors.pem', pki('anchors.pem'));
    await save(`${family}.crl.der`, pki(`${family}-issuing.crl`));
    await openssl('crl', '-inform', 'DER', '-in', `${family}.crl.der`, '-out', `${family}.crl`);
    return issued;
  };
  const verify = (name: string, family: string): string[] => [
    ...'verify -x509_strict -purpose sslclient -crl_check -CAfile anchors.pem'.split(' '),
    ...`-CRLfile ${family}.crl -untrusted ${name}.chain ${name}.pem`.split(' '),
  ];
  const ocsp = (name: string, ...more: string[]): string[] => [
    ...`ocsp -url ${pki('ocsp')} -issuer ${name}.chain -cert ${name}.pem`.split(' '),
    ...`-CAfile anchors.pem -verify_other ${name}.chain`.split(' '),
    ...more,
  ];
  const revoke = async ({ certificateId }: Issued, reason: string): Promise<void> => {
    const address = `${directory.issuer}/directory/organisations/${member.organisationId}/certificates/${certificateId}/revocation`;
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(address, { method: 'PUT', headers, body: JSON.stringify({ reason }) });
    expect(answer.status).toBe(200);
  };

  it.each([
    ['ecdsa', ['ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1']],
    ['rsa', ['rsa:2048']],
  ] as const)(
    'makes the request (%s), verifies chain and revocation list, and hears of the revocation by list and by OCSP (RFC 6960)',
    async (family, algorithm) => {
      const issued = await certificateFor(family, algorithm, family);
      expect(await openssl(...verify(family, family))).toContain(`${family}.pem: OK`);
      const good = await openssl(...ocsp(family));
      expect(good).toContain('Response verify OK');
      expect(good).toContain(`${family}.pem: good`);

      await revoke(issued, 'key-compromise');
      await save(`${family}.crl.der`, pki(`${family}-issuing.crl`));
      await openssl('crl', '-inform', 'DER', '-in', `${family}.crl.der`, '-out', `${family}.crl`);
      expect(await fails(...verify(family, family))).toContain('certificate revoked');
      const revoked = await openssl(...ocsp(family, '-no_nonce'));
      expect(revoked).toContain(`${family}.pem: revoked`);
      expect(revoked).toContain('Reason: keyCompromise');
    },
    60_000,
  );

  it('reads the list of the root, and its answer about the authority that issues', async () => {
    await save('issuing.pem', pki('ecdsa-issuing.pem'));
    await save('root.pem', pki('ecdsa-root.pem'));
    await save('root.crl.der', pki('ecdsa-root.crl'));
    const text = await openssl('crl', '-inform', 'DER', '-in', 'root.crl.der', '-noout', '-text');
    expect(text).toContain('No Revoked Certificates');
    const words = [
      'ocsp',
      '-url',
      pki('ocsp'),
      '-issuer',
      'root.pem',
      '-cert',
      'issuing.pem',
      '-CAfile',
      'root.pem',
    ];
    expect(await openssl(...words)).toContain('issuing.pem: good');
  });

  it('asks in the address as well (RFC 6960 appendix A.1), an answer that caches may keep', async () => {
    await openssl(
      'ocsp',
      '-issuer',
      'issuing.pem',
      '-cert',
      'ecdsa.pem',
      '-no_nonce',
      '-reqout',
      'question.der',
    );
    const question = (await readFile(join(folder, 'question.der'))).toString('base64');
    const answer = await fetch(`${pki('ocsp')}/${encodeURIComponent(question)}`);
    expect(answer.headers.get('content-type')).toBe('application/ocsp-response');
    expect(answer.headers.get('cache-control')).toContain('max-age=60');
    await writeFile(join(folder, 'answer.der'), Buffer.from(await answer.arrayBuffer()));
    const said = await openssl(
      ...'ocsp -respin answer.der -issuer issuing.pem -cert ecdsa.pem -no_nonce'.split(' '),
      ...'-CAfile root.pem -verify_other issuing.pem'.split(' '),
    );
    expect(said).toContain('ecdsa.pem: revoked');
  });

  it('is told that nobody knows a serial number that was never given out', async () => {
    const words = [
      'ocsp',
      '-url',
      pki('ocsp'),
      '-issuer',
      'issuing.pem',
      '-serial',
      '0x1234',
      '-CAfile',
      'root.pem',
    ];
    expect(await openssl(...words)).toContain('0x1234: unknown');
  });
});
