import { generateKeyPairSync } from 'node:crypto';
import {
  ExtendedKeyUsage,
  id_ce_extKeyUsage,
  KeyUsage,
  KeyUsageFlags,
  id_ce_keyUsage,
} from '@peculiar/asn1-x509';
import { extendedKeyUsages } from '../certificate/extensions.js';
import { asnExtension, extensionOf } from '../certificate/extension-set.js';
import type { CertificatePurpose } from '../chain/purposes.js';
import { forgedParty, rawExtension } from '../forge.fixture.js';
import { authority, leaf, type Party } from '../x509.fixture.js';
import { ask, certificatesOf, type Honest } from './chain-rows.fixture.js';
import type { Row } from './row.fixture.js';

const CA_CONSTRAINTS = rawExtension('2.5.29.19', Buffer.from('30030101ff', 'hex'), true);

const keyUsage = (flags: KeyUsageFlags) =>
  asnExtension(extensionOf(id_ce_keyUsage, new KeyUsage(flags), true));

const extendedUsage = (...usages: string[]) => extensionOf(id_ce_extKeyUsage, new ExtendedKeyUsage(usages));

const askUnder = (issuer: Party, app: Party, honest: Honest) =>
  ask(app, honest, { intermediates: certificatesOf(issuer, honest.ca) });

/** Who may issue, RFC 5280 §6.1.4 (k) to (n). */
export const authorityRows = (honest: Honest): readonly Row[] => [
  [
    'an intermediate that is no authority',
    () => {
      const pretender = forgedParty(honest.top, { name: 'Pretender' });
      return askUnder(pretender, forgedParty(pretender), honest);
    },
    'not-a-ca',
  ],
  ['a leaf that issued another', () => askUnder(honest.app, forgedParty(honest.app), honest), 'not-a-ca'],
  [
    'an intermediate of version 1',
    () => {
      const old = forgedParty(honest.top, { name: 'Old', extensions: [] });
      return askUnder(old, forgedParty(old), honest);
    },
    'not-a-ca',
  ],
  [
    'an authority that may only sign lists',
    () => {
      const extensions = [CA_CONSTRAINTS, keyUsage(KeyUsageFlags.cRLSign)];
      const limited = forgedParty(honest.top, { name: 'Limited', extensions });
      return askUnder(limited, forgedParty(limited), honest);
    },
    'wrong-key-usage',
  ],
  [
    'an authority below one that may have none',
    async () => {
      const last = await authority(honest.top, 'Last', { pathLength: 0 });
      const below = forgedParty(last, { name: 'Below', purpose: 'ca' });
      return ask(await leaf(below), honest, { intermediates: certificatesOf(last, below) });
    },
    'path-too-long',
  ],
  [
    'an authority for servers, above a client',
    async () => {
      const extensions = [extendedUsage(extendedKeyUsages.serverAuth)];
      const servers = await authority(honest.top, 'Servers', { extensions });
      const client = await leaf(servers, 'client', { purpose: 'client-tls' });
      return ask(client, honest, { intermediates: [servers.certificate], purpose: 'client-tls' });
    },
    'wrong-extended-key-usage',
  ],
];

const used = (honest: Honest, is: CertificatePurpose, as: CertificatePurpose, reason: string): Row => [
  `a certificate for ${is}, used as one for ${as}`,
  async () => ask(await leaf(honest.ca, 'app', { purpose: is }), honest, { purpose: as }),
  reason,
];

/** What a leaf is for, RFC 5280 §4.2.1.3 and §4.2.1.12. */
export const usageRows = (honest: Honest): readonly Row[] => [
  used(honest, 'encryption', 'signing', 'wrong-key-usage'),
  used(honest, 'encryption', 'client-tls', 'wrong-key-usage'),
  used(honest, 'signing', 'encryption', 'wrong-key-usage'),
  used(honest, 'signing', 'ca', 'not-a-ca'),
  used(honest, 'signing', 'ocsp-signing', 'wrong-extended-key-usage'),
  used(honest, 'client-tls', 'signing', 'wrong-extended-key-usage'),
  used(honest, 'client-tls', 'server-tls', 'wrong-extended-key-usage'),
  used(honest, 'server-tls', 'client-tls', 'wrong-extended-key-usage'),
  [
    'any usage, where that of OCSP has to be named (RFC 6960 §4.2.2.2)',
    async () => {
      const extensions = [extendedUsage(extendedKeyUsages.any)];
      return ask(await leaf(honest.ca, 'app', { extensions }), honest, { purpose: 'ocsp-signing' });
    },
    'wrong-extended-key-usage',
  ],
  [
    'an X25519 key, used to sign',
    () => ask(forgedParty(honest.ca, { spki: x25519(), keys: undefined }), honest),
    'wrong-key-usage',
  ],
];

const x25519 = (): Buffer => generateKeyPairSync('x25519').publicKey.export({ type: 'spki', format: 'der' });

/** RFC 5280 §4.2: what is critical and not understood is refused. */
export const criticalRows = (honest: Honest): readonly Row[] => [
  [
    'a critical extension that nobody knows, of a leaf',
    () =>
      ask(
        forgedParty(honest.ca, { more: [rawExtension('1.3.6.1.4.1.99999.1', Buffer.of(5, 0), true)] }),
        honest,
      ),
    'unknown-critical-extension',
  ],
  [
    'a critical extension that nobody knows, of an authority',
    () => {
      const more = [rawExtension('1.3.6.1.4.1.99999.1', Buffer.of(5, 0), true)];
      const strange = forgedParty(honest.top, { name: 'Strange', purpose: 'ca', more });
      return askUnder(strange, forgedParty(strange), honest);
    },
    'unknown-critical-extension',
  ],
  [
    'a certificate that only pretends to have been published (RFC 6962 §3.1)',
    () =>
      ask(
        forgedParty(honest.ca, { more: [rawExtension('1.3.6.1.4.1.11129.2.4.3', Buffer.of(5, 0), true)] }),
        honest,
      ),
    'unknown-critical-extension',
  ],
];
