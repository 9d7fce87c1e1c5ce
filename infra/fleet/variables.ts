import { deriveKey } from '#crypto';
import type { SandboxSecrets } from '../../apps/platform/src/index.js';

/** What every process of a fleet is told, before what is its own. */
export interface Common {
  readonly folder: string;
  /** Of the public side of the gateway. */
  readonly origin: string;
  /** Of its side for services among themselves. */
  readonly internal: string;
  /** With `{service}` for the name of the service. */
  readonly databaseUrl: string;
  readonly brokers?: string;
  readonly secrets: SandboxSecrets;
  readonly services: readonly string[];
  readonly given: Readonly<Record<string, string>>;
}

/** Environment variables of one process of a service. */
export const memberVariables = (common: Common, service: string, port: number): Record<string, string> => ({
  ...commonVariables(common),
  ASSENT_HOST: '127.0.0.1',
  ASSENT_PORT: String(port),
  ASSENT_KEY_ENCRYPTION_KEY: keyOf(common, service),
});

/** By service, the key that wraps its data keys and signing keys: no other service can read what is sealed in its data. */
export const keyEncryptionKeys = (common: Common): Record<string, string> =>
  Object.fromEntries(common.services.map((service) => [service, keyOf(common, service)]));

/** Environment variables of the command line. */
export const commonVariables = (common: Common): Record<string, string> => {
  const { folder, origin, internal, databaseUrl, brokers, secrets, services, given } = common;
  return {
    ASSENT_LOG_LEVEL: 'warn',
    ASSENT_TRANSPORT: brokers === undefined ? 'log' : 'kafka',
    ...(brokers !== undefined && { ASSENT_KAFKA_BROKERS: brokers }),
    ASSENT_OPERATOR_PASSWORD: secrets.operatorPassword,
    ...given,
    ASSENT_DATA: folder,
    ASSENT_ISSUER: origin,
    ASSENT_DATABASE_URL: databaseUrl,
    ASSENT_SHARED_KEY: secrets.sharedKey,
    ASSENT_SERVICE_URLS: services.map((service) => `${service}=${internal}/${service}`).join(','),
    ASSENT_TRUSTED_PROXIES: '127.0.0.1,::1',
  };
};

const keyOf = ({ secrets }: Common, service: string): string => {
  const key = Buffer.from(secrets.keyEncryptionKey, 'base64url');
  return Buffer.from(deriveKey(key, `key-encryption-key of ${service}`)).toString('base64url');
};
