import { type Certificate, parseCertificate } from '../certificate/certificate.js';
import { type ChainQuestion, verifyPath } from '../chain/verify-chain.js';
import { forge, swapped } from '../forge.fixture.js';
import { authority, day, leaf, NOW, p256, type Party, root } from '../x509.fixture.js';
import type { Row } from './row.fixture.js';

/** An honest chain, to be combined in dishonest ways. */
export interface Honest {
  readonly top: Party;
  readonly ca: Party;
  readonly app: Party;
}

/** Asks whether a leaf is good for signing by the honest anchor, unless something else is said. */
export const ask = ({ certificate }: Party, { top, ca }: Honest, more: Partial<ChainQuestion> = {}) =>
  verifyPath({
    leaf: certificate,
    intermediates: [ca.certificate],
    anchors: [top.certificate],
    at: NOW,
    purpose: 'signing',
    ...more,
  });

export const certificatesOf = (...parties: readonly Party[]): Certificate[] =>
  parties.map(({ certificate }) => certificate);

/** Dates, RFC 5280 §6.1.3 (a)(2). */
export const dateRows = (honest: Honest): readonly Row[] => [
  ['an expired leaf', () => ask(honest.app, honest, { at: day(391) }), 'certificate-expired'],
  [
    'a leaf that is not valid yet',
    () => ask(honest.app, honest, { at: day(-2) }),
    'certificate-not-yet-valid',
  ],
  [
    'an authority that expired before its leaf',
    async () => {
      const ca = await authority(honest.top, 'Short', { notAfter: day(1) });
      const certificate = parseCertificate(forge(ca));
      return ask({ ...honest.app, certificate }, honest, { intermediates: [ca.certificate], at: day(2) });
    },
    'certificate-expired',
  ],
  [
    'an anchor that has expired',
    async () => {
      const top = await root('Old', { notAfter: day(-1) });
      const certificate = parseCertificate(forge(top));
      return ask({ ...honest.app, certificate }, honest, { anchors: [top.certificate] });
    },
    'certificate-expired',
  ],
];

/** Signatures and names, RFC 5280 §6.1.3 (a)(1) and (4). */
export const issuerRows = (honest: Honest): readonly Row[] => [
  ['no anchor', () => ask(honest.app, honest, { anchors: [] }), 'unknown-issuer'],
  ['no intermediate certificate', () => ask(honest.app, honest, { intermediates: [] }), 'unknown-issuer'],
  [
    'the anchor of another chain',
    async () => ask(honest.app, honest, { anchors: certificatesOf(await root('Other')) }),
    'unknown-issuer',
  ],
  [
    'an intermediate of another chain',
    async () => {
      const other = await authority(await root('Other'), 'Other CA');
      return ask(honest.app, honest, { intermediates: [other.certificate] });
    },
    'unknown-issuer',
  ],
  [
    'a leaf that signed itself',
    async () => ask(await root('Self', { purpose: 'signing' }), honest),
    'unknown-issuer',
  ],
  [
    'a leaf that signed itself under the name of the anchor',
    async () => ask(await root('Root', { purpose: 'signing' }), honest),
    'bad-certificate-signature',
  ],
  [
    'a leaf by an authority of the same name with another key',
    async () => ask(await leaf(await authority(await root(), 'Issuing CA')), honest),
    'bad-certificate-signature',
  ],
  [
    'a leaf with another name than was signed',
    () => {
      const certificate = parseCertificate(swapped(honest.app.certificate.der, 'app', 'axp'));
      return ask({ ...honest.app, certificate }, honest);
    },
    'bad-certificate-signature',
  ],
  [
    'a root that was sent along, as if that made it an anchor',
    async () => {
      const stranger = await root('Stranger');
      return ask(await leaf(stranger), honest, { intermediates: [stranger.certificate] });
    },
    'unknown-issuer',
  ],
];

/** An authority under the other, so many. */
const ladder = async (top: Party, length: number): Promise<Party[]> => {
  const parties: Party[] = [];
  for (let at = 0; at < length; at += 1) parties.push(await authority(parties.at(-1) ?? top, `Step ${at}`));
  return parties;
};

const askAbove = async (steps: readonly Party[], honest: Honest) =>
  ask(await leaf(steps.at(-1)!), honest, { intermediates: certificatesOf(...steps) });

/** Shapes of chains that cost much, or have no end. */
export const shapeRows = (honest: Honest): readonly Row[] => [
  ['a chain of ten', async () => askAbove(await ladder(honest.top, 8), honest), 'path-too-long'],
  ['a chain of fifty', async () => askAbove(await ladder(honest.top, 48), honest), 'too-many-certificates'],
  [
    'two authorities that certify each other',
    async () => {
      const [one, two] = [await root('One'), await root('Two')];
      const keysOf = ({ certificate: { publicKey }, privateKey }: Party) => ({ publicKey, privateKey });
      const crossed = [
        await authority(two, 'One', { keys: keysOf(one) }),
        await authority(one, 'Two', { keys: keysOf(two) }),
      ];
      return ask(await leaf(one), honest, { intermediates: certificatesOf(...crossed) });
    },
    'unknown-issuer',
  ],
  [
    'a dozen certificates of one key, each of which is an issuer of each other',
    async () => {
      const keys = p256();
      const twins = await Promise.all(Array.from({ length: 12 }, () => root('Twin', { keys })));
      return ask(await leaf(twins[0]!), honest, { intermediates: certificatesOf(...twins) });
    },
    'too-many-certificates',
  ],
];
