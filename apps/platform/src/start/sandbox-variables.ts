import type { SandboxSecrets } from './sandbox-secrets.js';

export type Variables = Readonly<Record<string, string | undefined>>;

/** Environment variables of a sandbox: what it generated, under what the person has set. */
export const sandboxVariables = (
  secrets: SandboxSecrets,
  databaseUrl: string,
  given: Variables,
  tls: Variables = {},
): Variables => ({
  ...tls,
  ASSENT_ISSUER: `${scheme(given)}://localhost:${given.ASSENT_PORT || 3000}`,
  ASSENT_DATABASE_URL: databaseUrl,
  ASSENT_KEY_ENCRYPTION_KEY: secrets.keyEncryptionKey,
  ASSENT_SHARED_KEY: secrets.sharedKey,
  ASSENT_OPERATOR_PASSWORD: secrets.operatorPassword,
  ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== '')),
});

// One port for both is https alone.
const scheme = ({ ASSENT_PORT: port, ASSENT_TLS_PORT: tlsPort }: Variables): string =>
  port && port === tlsPort ? 'https' : 'http';
