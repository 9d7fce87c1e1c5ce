import { publicationSchemas } from '#contracts';
import type { Certificate, CertificateIssuer } from '#crypto';
import { PostgresEventStore, SystemClock, withDatabase } from '#event-sourcing';
import { checkSettings, DeploymentSettings, type Environment } from '#service';
import { Authorities, directoryService } from '../../../directory/src/index.js';

/** The authorities of a sandbox's own trust framework, as far as the sandbox itself needs them. */
export interface SandboxAuthority {
  /** Signs the certificate of the sandbox's server. */
  readonly issuer: CertificateIssuer;
  /** Whom everybody in the sandbox believes. */
  readonly anchors: readonly Certificate[];
}

/**
 * Opens the authorities of the directory, or has it make them, before any service runs. Those for RSA take seconds to make,
 * and are left to `allAnchors`.
 */
export const sandboxAuthority = (environment: Environment): Promise<SandboxAuthority> => {
  const common = checkSettings(environment, [directoryService]);
  const where = { url: common.databaseUrl, poolSize: 2 };
  return withDatabase(directoryService.log, where, async (database) => {
    const clock = new SystemClock();
    const keys = common.keyEncryptionKey;
    const store = new PostgresEventStore({ database, clock, keys, schemas: publicationSchemas });
    const core = new DeploymentSettings(environment.mode, common);
    const authorities = new Authorities(store, keys, clock, core);
    const { root, issuing } = await authorities.pair('sandbox', 'ecdsa');
    const rsa = await authorities.established('sandbox', 'rsa');
    return { issuer: issuing, anchors: [root.certificate, ...(rsa ? [rsa.root.certificate] : [])] };
  });
};
