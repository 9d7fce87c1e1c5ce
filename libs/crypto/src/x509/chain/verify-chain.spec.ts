import { askConstrained } from '../hostile/name-constraint-rows.fixture.js';
import { ask, certificatesOf, type Honest } from '../hostile/chain-rows.fixture.js';
import { authority, day, leaf, NOW, p256, type Party, root, rsa } from '../x509.fixture.js';
import type { Revocation } from './revocation.js';
import { verifyChain } from './verify-chain.js';
import { generateKeyPairSync } from 'node:crypto';
import { Name } from '@peculiar/asn1-x509';
import { parseAsn } from '../asn1/asn.js';
import { DistinguishedName } from '../names/distinguished-name.js';

const top = await root();
const ca = await authority(top);
const app = await leaf(ca);
const honest: Honest = { top, ca, app };

const keysOf = ({ certificate: { publicKey }, privateKey }: Party) => ({ publicKey, privateKey });

describe('a path to a trust anchor', () => {
  it('is told leaf first, anchor last', () => {
    const path = ask(app, honest);
    expect(path.certificates).toEqual(certificatesOf(app, ca, top));
    expect([path.leaf, path.anchor]).toEqual(certificatesOf(app, top));
  });

  it('goes over authorities of RSA with SHA-512, P-384 and Ed25519 alike', async () => {
    const kinds = [
      { keys: rsa(), hash: 'sha512' as const },
      { keys: generateKeyPairSync('ec', { namedCurve: 'P-384' }) },
      { keys: generateKeyPairSync('ed25519') },
      { keys: p256(), hash: 'sha512' as const },
    ];
    const parties = [top];
    for (const [at, kind] of kinds.entries()) parties.push(await authority(parties[at]!, `CA ${at}`, kind));
    const path = ask(await leaf(parties.at(-1)!), honest, { intermediates: certificatesOf(...parties) });
    expect(path.certificates.map(({ signed }) => signed.algorithm)).toEqual([
      'ecdsa-sha512',
      'ed25519',
      'ecdsa-sha384',
      'rsa-sha512',
      'ecdsa-sha256',
      'ecdsa-sha256',
    ]);
  });

  it('is found in whatever order certificates are sent, among others that lead nowhere', async () => {
    const [stranger, twin] = [await root('Stranger'), await authority(await root('Other'), 'Issuing CA')];
    const below = await authority(ca, 'Below');
    const intermediates = certificatesOf(stranger, twin, below, ca, app);
    expect(ask(await leaf(below), honest, { intermediates }).certificates).toHaveLength(4);
  });

  it('takes another way when one is closed: an authority that was renewed', async () => {
    const old = await authority(top, 'Issuing CA', { keys: keysOf(ca), notAfter: day(-1) });
    const path = ask(app, honest, { intermediates: certificatesOf(old, ca) });
    expect(path.certificates[1]).toBe(ca.certificate);
  });

  it('follows a change of roots: the new root, certified by the old one', async () => {
    const next = await root('Next root');
    const crossed = await authority(top, 'Next root', {
      keys: keysOf(next),
      subject: next.certificate.subject,
    });
    const signer = await leaf(next);
    expect(ask(signer, honest, { intermediates: [crossed.certificate] }).anchor).toBe(top.certificate);
    expect(ask(signer, honest, { anchors: [next.certificate] }).certificates).toHaveLength(2);
  });

  it('does not count an authority that only renews itself (RFC 5280 §6.1.4 (l))', async () => {
    const short = await root('Short', { pathLength: 0 });
    const renewed = await authority(
      { ...short, certificate: (await root('Short', { keys: keysOf(short) })).certificate },
      'Short',
    );
    const anchors = certificatesOf(short);
    expect(
      ask(await leaf(renewed), honest, { intermediates: certificatesOf(renewed), anchors }).certificates,
    ).toHaveLength(3);
  });

  it('ends at once with a certificate that is pinned as an anchor', async () => {
    const pinned = await root('Pinned', { purpose: 'client-tls' });
    const path = ask(pinned, honest, { anchors: [pinned.certificate], purpose: 'client-tls' });
    expect(path.certificates).toEqual([pinned.certificate]);
  });

  it('holds from the first to the last second of the leaf', () => {
    const { notBefore, notAfter } = app.certificate;
    expect(ask(app, honest, { at: notBefore }).leaf).toBe(app.certificate);
    expect(ask(app, honest, { at: notAfter }).leaf).toBe(app.certificate);
    expect(() => ask(app, honest, { at: new Date(notAfter.getTime() + 1) })).toThrow('certificate-expired');
  });
});

describe('constraints on names', () => {
  const organisation = {
    directoryName: parseAsn(Name, DistinguishedName.parse('O=Acme,C=AE').der, 'fixture'),
  };

  it.each([
    [
      'a host',
      { permitted: [{ dNSName: 'acme.example' }], names: { dns: ['acme.example', 'a.b.ACME.example'] } },
    ],
    [
      'a host next to an excluded one',
      { excluded: [{ dNSName: 'secret.acme.example' }], names: { dns: ['a.acme.example'] } },
    ],
    ['an address', { permitted: [{ iPAddress: '10.0.0.0/8' }], names: { ips: ['10.255.0.1'] } }],
    [
      'an IPv6 address',
      { permitted: [{ iPAddress: '2001:db8::/32' }], names: { ips: ['2001:db8:ffff::1'] } },
    ],
    [
      'a URI',
      {
        permitted: [{ uniformResourceIdentifier: '.acme.example' }],
        names: { uris: ['https://a.ACME.example:8443/x'] },
      },
    ],
    ['a mailbox', { permitted: [{ rfc822Name: 'Acme.example' }], names: { emails: ['ann@acme.example'] } }],
    ['a subject', { permitted: [organisation], subject: 'CN=app,O=ACME,C=ae' }],
    [
      'names of a kind that is not constrained',
      { permitted: [{ dNSName: 'acme.example' }], names: { uris: ['https://elsewhere.example'] } },
    ],
  ])('let %s pass', async (_what, attempt) => {
    expect((await askConstrained(honest, attempt)).certificates).toHaveLength(3);
  });
});

describe('what was signed before a revocation', () => {
  const revoked =
    (reason: Revocation & { status: 'revoked' }) =>
    (serial: string): Revocation =>
      serial === app.certificate.serial ? reason : { status: 'good' };

  it('stays valid when the certificate was given up without a loss of the key', async () => {
    const answer = revoked({ status: 'revoked', revokedAt: day(10), reason: 'superseded' });
    const asked: string[] = [];
    const revocation = {
      of: (certificate: { serial: string }, issuer: { subject: DistinguishedName }) => {
        asked.push(issuer.subject.commonName!);
        return Promise.resolve(answer(certificate.serial));
      },
    };
    const question = {
      leaf: app.certificate,
      intermediates: [ca.certificate],
      anchors: [top.certificate],
      purpose: 'signing' as const,
      revocation,
    };
    await expect(verifyChain({ ...question, at: NOW })).resolves.toMatchObject({
      leaf: { id: app.certificate.id },
    });
    await expect(verifyChain({ ...question, at: day(10) })).rejects.toThrow('certificate-revoked');
    // each certificate is asked of the one above it, and the anchor of nobody
    expect(asked.slice(0, 2)).toEqual(['Issuing CA', 'Root']);
  });
});
