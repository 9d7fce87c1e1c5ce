import { parseOneOf, parseText } from './setting-parsers.js';
import type { SettingSpec, SettingSpecs } from './settings.js';

const spec = <T>(setting: SettingSpec<T>): SettingSpec<T> => setting;

/** Certified signing of messages (MEF 128 §7.1): by the Seller, and by its clients. */
export const signingSettings = {
  signingCertificate: spec({
    env: 'ASSENT_SIGNING_CERTIFICATE',
    doc: "PEM file of the certificate of the key that messages (answers, notifications) are signed with, its issuers after it; the services' own keys sign without one. Read again when it changes; goes with ASSENT_SIGNING_KEY and ASSENT_TRUST_ANCHORS.",
    parse: parseText,
    sandbox: '',
    production: '',
  }),
  signingKey: spec({
    env: 'ASSENT_SIGNING_KEY',
    doc: 'PEM file of the private key of that certificate, not encrypted; read again when it changes.',
    parse: parseText,
    sandbox: '',
    production: '',
  }),
  certifiedMessages: spec({
    env: 'ASSENT_CERTIFIED_MESSAGES',
    doc: 'Whether bodies and request objects of every client have to be signed by keys with good certificates (required), or of those that register meflso_certified_messages (offered).',
    parse: parseOneOf('offered', 'required'),
    sandbox: 'offered' as const,
    production: 'offered' as const,
  }),
} satisfies SettingSpecs;
