import { KeyEncryptionKey } from '#crypto';
import { kafkaSettings } from './kafka-settings.js';
import { parseInteger, parseKey, parseList, parseOneOf, parseText, parseUrl } from './setting-parsers.js';
import { serviceUrls } from './service-urls.js';
import type { SettingSpec, SettingSpecs } from './settings.js';
import { signingSettings } from './signing-settings.js';
import { tlsSettings } from './tls-settings.js';

const spec = <T>(setting: SettingSpec<T>): SettingSpec<T> => setting;

/** What every process of a deployment is told, whichever services it runs. */
export const commonSettings = {
  issuer: spec({
    env: 'ASSENT_ISSUER',
    doc: 'Issuer identifier and only public origin, an https URL (http on loopback in the sandbox).',
    parse: parseUrl,
    sandbox: 'http://localhost:3000',
  }),
  host: spec({
    env: 'ASSENT_HOST',
    doc: 'Address to listen on; a loopback address in the sandbox.',
    parse: parseText,
    sandbox: 'localhost',
    production: '0.0.0.0',
  }),
  port: spec({
    env: 'ASSENT_PORT',
    doc: 'TCP port to listen on.',
    parse: parseInteger(0, 65_535),
    sandbox: 3000,
    production: 3000,
  }),
  metricsPort: spec({
    env: 'ASSENT_METRICS_PORT',
    doc: 'TCP port of GET /metrics, which no gateway may lead to; 0 for that of the services, in the sandbox alone.',
    parse: parseInteger(0, 65_535),
    sandbox: 0,
    production: 9464,
  }),
  databaseUrl: spec({
    env: 'ASSENT_DATABASE_URL',
    doc: 'PostgreSQL 18, as postgres://user:password@host:port/database; each service keeps to its own schema. {service} in it stands for the name of the service, where each has a database of its own.',
    parse: parseDatabaseUrl,
    secret: true,
  }),
  databasePoolSize: spec({
    env: 'ASSENT_DATABASE_POOL_SIZE',
    doc: 'Database connections per service, beside two for what can be derived again.',
    parse: parseInteger(2, 200),
    sandbox: 5,
    production: 10,
  }),
  transport: spec({
    env: 'ASSENT_TRANSPORT',
    doc: 'How events reach other services: log (read from the PostgreSQL log of the neighbour) or kafka.',
    parse: parseOneOf('log', 'kafka'),
    sandbox: 'log' as const,
  }),
  ...kafkaSettings,
  keyEncryptionKey: spec({
    env: 'ASSENT_KEY_ENCRYPTION_KEY',
    doc: 'Wraps data keys and private signing keys: 32 bytes as base64url; former keys follow, after commas.',
    parse: (text: string) => KeyEncryptionKey.parse(text),
    secret: true,
  }),
  sharedKey: spec({
    env: 'ASSENT_SHARED_KEY',
    doc: 'From it the keys that services share are derived: 32 bytes as base64url.',
    parse: parseKey,
    secret: true,
  }),
  serviceUrls: spec({
    env: 'ASSENT_SERVICE_URLS',
    doc: 'Base URLs between services, as intents=https://…,tokens=https://…; the issuer for those not named.',
    parse: serviceUrls,
    sandbox: {},
    production: {},
  }),
  trustedProxies: spec({
    env: 'ASSENT_TRUSTED_PROXIES',
    doc: 'Addresses or CIDR ranges of reverse proxies whose X-Forwarded-For is believed, comma-separated.',
    parse: parseList,
    sandbox: [],
    production: [],
  }),
  ...tlsSettings,
  keyPublicationDelay: spec({
    env: 'ASSENT_KEY_PUBLICATION_DELAY',
    doc: 'Seconds a new signing key is published before its first use: as long as others may cache the JWKS.',
    parse: parseInteger(0, 604_800),
    sandbox: 60,
    production: 900,
  }),
  longestTokenLife: spec({
    env: 'ASSENT_LONGEST_TOKEN_LIFE',
    doc: 'Seconds the longest-lived signed token is good for; a retired signing key stays published so long.',
    parse: parseInteger(60, 31_536_000),
    sandbox: 3600,
    production: 3600,
  }),
  trustAnchors: spec({
    env: 'ASSENT_TRUST_ANCHORS',
    doc: 'PEM files of the certificates that are trusted to vouch for others, comma-separated; changes are seen within a minute.',
    parse: parseList,
    sandbox: [],
    production: [],
  }),
  certifiedKeySets: spec({
    env: 'ASSENT_CERTIFIED_KEY_SETS',
    doc: 'Addresses of JWK sets of certified keys, comma-separated, with {OU} and {CN} of the certificate in them, as https://keystore.example/{OU}/{CN}/application.jwks: where the keys of a distinguished name are found.',
    parse: parseList,
    sandbox: [],
    production: [],
  }),
  certificateStatusMaxAge: spec({
    env: 'ASSENT_CERTIFICATE_STATUS_MAX_AGE',
    doc: 'Seconds after which the issuer of a certificate is asked again whether it is revoked.',
    parse: parseInteger(1, 86_400),
    sandbox: 10,
    production: 60,
  }),
  ...signingSettings,
  keySetMaxAge: spec({
    env: 'ASSENT_KEY_SET_MAX_AGE',
    doc: 'Seconds after which the key sets that others publish are read anew; for an unknown key already after a tenth of that.',
    parse: parseInteger(10, 3600),
    sandbox: 600,
    production: 600,
  }),
  drainDelay: spec({
    env: 'ASSENT_DRAIN_DELAY',
    doc: 'Milliseconds that a process which was told to stop still takes requests, while /readyz fails: as long as gateways take to see that.',
    parse: parseInteger(0, 60_000),
    sandbox: 0,
    production: 5000,
  }),
  readinessLag: spec({
    env: 'ASSENT_READINESS_LAG',
    doc: 'Seconds that log, read models or consumers may be behind before /readyz fails, in all processes of a service at once; 0 for never.',
    parse: parseInteger(0, 86_400),
    sandbox: 0,
    production: 0,
  }),
  logLevel: spec({
    env: 'ASSENT_LOG_LEVEL',
    doc: 'Least severity that is logged: debug, info, warn or error.',
    parse: parseOneOf('debug', 'info', 'warn', 'error', 'silent'),
    sandbox: 'warn' as const,
    production: 'info' as const,
  }),
} satisfies SettingSpecs;

function parseDatabaseUrl(text: string): string {
  if (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text)) return text;
  throw new Error('must be a postgres:// URL');
}
