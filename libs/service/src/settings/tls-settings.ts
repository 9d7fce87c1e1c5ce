import { parsePins } from '#oauth';
import { parseInteger, parseList, parseOneOf, parseText, parseUrl } from './setting-parsers.js';
import type { SettingSpec, SettingSpecs } from './settings.js';

const spec = <T>(setting: SettingSpec<T>): SettingSpec<T> => setting;

/** How a process serves https, where it learns of client certificates, and which authorities it believes. */
export const tlsSettings = {
  tlsPort: spec({
    env: 'ASSENT_TLS_PORT',
    doc: 'TCP port to serve https on, beside ASSENT_PORT, or instead of it when both are the same; 0 for none.',
    parse: parseInteger(0, 65_535),
    sandbox: 0,
    production: 0,
  }),
  tlsCertificate: spec({
    env: 'ASSENT_TLS_CERTIFICATE',
    doc: 'PEM file of the certificate of this server, its issuers after it; read again when it changes. Several, comma-separated, where it has several names: each client is shown the one for the name it asks for, the first if there is none.',
    parse: parseList,
    sandbox: [] as readonly string[],
    production: [] as readonly string[],
  }),
  tlsKey: spec({
    env: 'ASSENT_TLS_KEY',
    doc: 'PEM file of the private key of that certificate, not encrypted; read again when it changes. As many as certificates, in their order.',
    parse: parseList,
    sandbox: [] as readonly string[],
    production: [] as readonly string[],
  }),
  tlsReload: spec({
    env: 'ASSENT_TLS_RELOAD',
    doc: 'Seconds between looks at the files of certificates, key and authorities, to use new ones without a restart; 0 for never.',
    parse: parseInteger(0, 86_400),
    sandbox: 10,
    production: 10,
  }),
  clientCertificates: spec({
    env: 'ASSENT_CLIENT_CERTIFICATES',
    doc: 'Where client certificates come from: none, handshake (asked for on ASSENT_TLS_PORT), or proxy (Client-Cert of RFC 9440, from ASSENT_TRUSTED_PROXIES alone).',
    parse: parseOneOf('none', 'handshake', 'proxy'),
    sandbox: 'handshake' as const,
    production: 'none' as const,
  }),
  clientCa: spec({
    env: 'ASSENT_CLIENT_CA',
    doc: 'PEM file of the authorities that may vouch for client certificates, each an anchor of its own; without one, only self-signed certificates that are registered.',
    parse: parseText,
    sandbox: '',
    production: '',
  }),
  clientRevocation: spec({
    env: 'ASSENT_CLIENT_REVOCATION',
    doc: 'Whether issuers are asked if client certificates were revoked: where-told, of those that say where (OCSP, CRL), and then an answer is needed; or none.',
    parse: parseOneOf('where-told', 'none'),
    sandbox: 'where-told' as const,
    production: 'where-told' as const,
  }),
  trustedCa: spec({
    env: 'ASSENT_TRUSTED_CA',
    doc: 'PEM file of authorities that are believed beside those of Node.js where this process is the client.',
    parse: parseText,
    sandbox: '',
    production: '',
  }),
  mtlsOrigin: spec({
    env: 'ASSENT_MTLS_ORIGIN',
    doc: 'Origin at which clients show certificates, where that is not the issuer (mtls_endpoint_aliases of RFC 8705).',
    parse: parseUrl,
    sandbox: '',
    production: '',
  }),
  pinnedCallers: spec({
    env: 'ASSENT_PINNED_CALLERS',
    doc: 'Callers of pinned routes, as JSON: [{"profile":"uae-api-hub","certificate":"C3","value":"CN=…,OU=…"}]; value is what the profile pins of the certificate, a subject or its OU.',
    parse: parsePins,
    sandbox: [],
    production: [],
  }),
} satisfies SettingSpecs;
