import { authority, day, leaf, NOW, root } from '../x509.fixture.js';
import { FIRST_SERIAL, forgeCrl, forgeLongCrl } from '../forge-crl.fixture.js';
import { forgedParty, rawExtension } from '../forge.fixture.js';
import { createCrl, crlPem, type RevokedEntry } from './create-crl.js';
import { parseCrl } from './parse-crl.js';
import { revocationIn, verifyCrl } from './verify-crl.js';

const top = await root();
const ca = await authority(top);
const times = { thisUpdate: day(0), nextUpdate: day(1) };
const make = (revoked: readonly RevokedEntry[]) => createCrl(ca, { revoked, number: 7, ...times });

describe('a list of revoked certificates', () => {
  it('says what was revoked, when and why, and of all others that they are good', async () => {
    const [lost, old, fine] = [await leaf(ca), await leaf(ca), await leaf(ca)];
    const list = parseCrl(
      await make([
        { serial: lost.certificate.serial, revokedAt: day(-2), reason: 'keyCompromise' },
        { serial: old.certificate.serial, revokedAt: day(-1) },
      ]),
    );
    verifyCrl(list, ca.certificate, NOW);
    expect(list).toMatchObject({ ...times, size: 2 });
    expect(revocationIn(list, lost.certificate)).toEqual({
      status: 'revoked',
      revokedAt: day(-2),
      reason: 'keyCompromise',
    });
    expect(revocationIn(list, old.certificate)).toEqual({ status: 'revoked', revokedAt: day(-1) });
    expect(revocationIn(list, fine.certificate)).toEqual({ status: 'good' });
  });

  it('is empty at first, and is read as PEM too', async () => {
    const der = await make([]);
    expect(parseCrl(crlPem(der)).size).toBe(0);
    expect(parseCrl(Buffer.from(crlPem(der))).der).toEqual(parseCrl(der).der);
  });

  it('says nothing about certificates of others', async () => {
    const list = parseCrl(await make([]));
    expect(revocationIn(list, ca.certificate)).toEqual({ status: 'unknown' });
    expect(revocationIn(list, (await leaf(top)).certificate)).toEqual({ status: 'unknown' });
  });

  it('counts a lost key from the day it was probably lost (RFC 5280 §5.3.2)', () => {
    const entryExtensions = [
      rawExtension('2.5.29.24', Buffer.from('180f32303236313130313030303030305a', 'hex')),
    ];
    const list = parseCrl(forgeCrl(ca, '4711', { entryExtensions }));
    expect(list.of('4711')).toEqual({ status: 'revoked', revokedAt: new Date('2026-11-01T00:00:00Z') });
  });

  it('for authorities alone does not speak of leaves, and the other way round (RFC 5280 §5.2.5)', async () => {
    const scope = (hex: string) => ({
      extensions: [rawExtension('2.5.29.28', Buffer.from(hex, 'hex'), true)],
    });
    const app = await leaf(ca);
    const below = forgedParty(ca, { purpose: 'ca' });
    const [users, authorities] = ['30038101ff', '30038201ff'].map((hex) =>
      parseCrl(forgeCrl(ca, '4711', scope(hex))),
    );
    for (const list of [users!, authorities!]) verifyCrl(list, ca.certificate, NOW);
    expect([
      revocationIn(users!, app.certificate).status,
      revocationIn(users!, below.certificate).status,
    ]).toEqual(['good', 'unknown']);
    expect([
      revocationIn(authorities!, app.certificate).status,
      revocationIn(authorities!, below.certificate).status,
    ]).toEqual(['unknown', 'good']);
  });

  it('may have a hundred thousand entries', () => {
    const list = parseCrl(forgeLongCrl(ca, 100_000));
    verifyCrl(list, ca.certificate, NOW);
    expect(list.size).toBe(100_000);
    expect(list.of((FIRST_SERIAL + 99_999).toString(16)).status).toBe('revoked');
  });
});
