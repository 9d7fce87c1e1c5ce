import type { Revocation, RevocationReason } from '../chain/revocation.js';
import { verifyChain } from '../chain/verify-chain.js';
import { createCrl } from '../crl/create-crl.js';
import { parseCrl } from '../crl/parse-crl.js';
import { revocationIn, verifyCrl } from '../crl/verify-crl.js';
import { crlNumber as number, forgeCrl, type ListForgery } from '../forge-crl.fixture.js';
import { flipped, forgedParty, rawExtension, tlv } from '../forge.fixture.js';
import { authority, day, leaf, NOW, type Party, root } from '../x509.fixture.js';
import type { Honest } from './chain-rows.fixture.js';
import type { Row } from './row.fixture.js';

const askWith = (honest: Honest, answer: (serial: string) => Revocation) =>
  verifyChain({
    leaf: honest.app.certificate,
    intermediates: [honest.ca.certificate],
    anchors: [honest.top.certificate],
    at: NOW,
    purpose: 'signing',
    revocation: { of: ({ serial }) => Promise.resolve(answer(serial)) },
  });

const revoked = (days: number, reason?: RevocationReason): Revocation => ({
  status: 'revoked',
  revokedAt: day(days),
  ...(reason ? { reason } : {}),
});

/** What is known of a certificate, against the time of its use. */
export const revocationRows = (honest: Honest): readonly Row[] => {
  const leafIs = (answer: Revocation) => () =>
    askWith(honest, (serial) => (serial === honest.app.certificate.serial ? answer : { status: 'good' }));
  return [
    ['revoked before the use', leafIs(revoked(-1)), 'certificate-revoked'],
    ['revoked at the moment of the use', leafIs(revoked(0)), 'certificate-revoked'],
    ['on hold before the use', leafIs(revoked(-1, 'certificateHold')), 'certificate-revoked'],
    ['a lost key, reported after the use', leafIs(revoked(10, 'keyCompromise')), 'certificate-revoked'],
    [
      'a lost key of the authority, reported after the use',
      leafIs(revoked(10, 'cACompromise')),
      'certificate-revoked',
    ],
    ['nobody knows', leafIs({ status: 'unknown' }), 'revocation-unknown'],
    [
      'the authority above revoked',
      () =>
        askWith(honest, (serial) =>
          serial === honest.ca.certificate.serial ? revoked(-1) : { status: 'good' },
        ),
      'certificate-revoked',
    ],
  ];
};

/** RFC 5280 §5 and §6.3.3 */
export const crlRows = (honest: Honest, rsaCa: Party): readonly Row[] => {
  const { ca, app } = honest;
  const { serial } = app.certificate;
  const read = (der: Uint8Array, issuer = ca) => {
    const list = parseCrl(der);
    verifyCrl(list, issuer.certificate, NOW);
    return revocationIn(list, app.certificate);
  };
  const forged = (forgery: ListForgery) => () => read(forgeCrl(ca, serial, forgery));
  return [
    ['of another issuer', async () => read(forgeCrl(await root('Other'), serial)), 'crl-of-another-issuer'],
    [
      'of an authority of the same name with another key',
      async () => read(forgeCrl(await authority(await root()), serial)),
      'bad-crl-signature',
    ],
    ['expired', forged({ nextUpdate: day(0) }), 'crl-expired'],
    ['of tomorrow', forged({ thisUpdate: day(1), nextUpdate: day(2) }), 'crl-not-yet-valid'],
    ['without the time of the next one', forged({ nextUpdate: undefined }), 'malformed-crl'],
    [
      'with one bit of its signature changed',
      () => read(flipped(forgeCrl(ca, serial), -2)),
      'bad-crl-signature',
    ],
    ['by a leaf', async () => read(forgeCrl(app, serial), app), 'wrong-key-usage'],
    [
      'by an authority that may not sign lists',
      () => {
        const extensions = [
          rawExtension('2.5.29.19', Buffer.from('30030101ff', 'hex'), true),
          rawExtension('2.5.29.15', Buffer.from('03020204', 'hex'), true),
        ];
        const mute = forgedParty(honest.top, { name: 'Mute', extensions });
        return read(forgeCrl(mute, serial), mute);
      },
      'wrong-key-usage',
    ],
    [
      'signed with SHA-1',
      () => read(forgeCrl(rsaCa, serial, { oid: '1.2.840.113549.1.1.5', hash: 'sha1' }), rsaCa),
      'weak-signature-hash',
    ],
    [
      'of changes only (delta)',
      forged({ extensions: [number, rawExtension('2.5.29.27', Buffer.of(2, 1, 1), true)] }),
      'unknown-critical-extension',
    ],
    [
      'of several issuers (indirect)',
      forged({ extensions: [number, rawExtension('2.5.29.28', Buffer.from('30038401ff', 'hex'), true)] }),
      'unknown-critical-extension',
    ],
    [
      'of some reasons only',
      forged({ extensions: [number, rawExtension('2.5.29.28', Buffer.from('300483020640', 'hex'), true)] }),
      'unknown-critical-extension',
    ],
    [
      'with an entry that is critical and unknown',
      forged({ entryExtensions: [rawExtension('2.5.29.29', Buffer.from('3000', 'hex'), true)] }),
      'unknown-critical-extension',
    ],
    ['with an extension twice', forged({ extensions: [number, number] }), 'duplicate-extension'],
    ['with bytes behind it', () => read(Buffer.concat([forgeCrl(ca, serial), Buffer.of(0)])), 'not-der'],
    ['that is a certificate', () => read(Buffer.from(app.certificate.der)), 'malformed-crl'],
    ['of nine megabytes', () => read(tlv(0x30, Buffer.alloc(9_000_000))), 'oversized'],
    [
      'made by somebody with another key',
      async () =>
        createCrl(
          { certificate: ca.certificate, signer: app.signer },
          { revoked: [], thisUpdate: NOW, nextUpdate: day(1), number: 1 },
        ),
      'bad-crl-signature',
    ],
    [
      'made by a leaf',
      async () => createCrl(await leaf(ca), { revoked: [], thisUpdate: NOW, nextUpdate: day(1), number: 1 }),
      'wrong-key-usage',
    ],
  ];
};
