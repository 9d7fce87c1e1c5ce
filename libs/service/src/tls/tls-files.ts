import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { parseCertificates } from '#crypto';
import { SettingsRefused } from '../settings/environment.js';
import type { SettingValues } from '../settings/settings.js';
import type { tlsSettings } from '../settings/tls-settings.js';
import { secureOptions, type TlsMaterial } from './secure-options.js';

type Paths = Pick<SettingValues<typeof tlsSettings>, 'tlsCertificate' | 'tlsKey' | 'clientCa' | 'trustedCa'>;

/**
 * The PEM files of a deployment as they were when they were last read. Throws `SettingsRefused`, whose message shows no
 * content, for files that cannot be used (together).
 */
export class TlsFiles {
  /** What https is served with, the first to whoever names no server that one is for; none without a certificate. */
  readonly servers: readonly TlsMaterial[];
  /** Authorities that may vouch for clients. */
  readonly clientCa: string | undefined;
  /** Authorities that may vouch for servers that we call; not read again. */
  readonly trustedCa: string | undefined;

  constructor(private readonly paths: Paths) {
    const { tlsCertificate, tlsKey, clientCa, trustedCa } = paths;
    this.clientCa = clientCa ? authorities('ASSENT_CLIENT_CA', clientCa) : undefined;
    this.trustedCa = trustedCa ? authorities('ASSENT_TRUSTED_CA', trustedCa) : undefined;
    this.servers = tlsCertificate.map((path, at) =>
      together({
        certificate: read('ASSENT_TLS_CERTIFICATE', path),
        key: read('ASSENT_TLS_KEY', tlsKey[at]!),
        clientCa: this.clientCa,
      }),
    );
  }

  /** The same files as they are now. Throws while they are being replaced one after the other. */
  again(): TlsFiles {
    return new TlsFiles(this.paths);
  }

  equals({ servers, clientCa }: TlsFiles): boolean {
    const same = ({ certificate, key }: TlsMaterial, at: number): boolean =>
      certificate === this.servers[at]?.certificate && key === this.servers[at].key;
    return servers.every(same) && clientCa === this.clientCa;
  }
}

const authorities = (env: string, path: string): string => {
  const text = read(env, path);
  const first = attempt(env, 'has a certificate that cannot be read', () => parseCertificates(text))[0];
  attempt(env, 'has no certificate in PEM', () => {
    if (!first) throw new Error('empty');
  });
  return text;
};

const read = (env: string, path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code = 'for unknown reasons' } = error as NodeJS.ErrnoException;
    throw new SettingsRefused([{ env, message: `the file ${path} cannot be read (${code})` }]);
  }
};

const together = (material: TlsMaterial): TlsMaterial => {
  const leaf = attempt(
    'ASSENT_TLS_CERTIFICATE',
    'is no certificate in PEM',
    () => new X509Certificate(material.certificate),
  );
  const key = attempt('ASSENT_TLS_KEY', 'is no unencrypted private key in PEM', () =>
    createPrivateKey(material.key),
  );
  attempt('ASSENT_TLS_KEY', 'is not the key of ASSENT_TLS_CERTIFICATE', () => {
    if (!leaf.checkPrivateKey(key)) throw new Error('another key');
  });
  attempt('ASSENT_TLS_CERTIFICATE', 'cannot be used for TLS (a weak key or hash, or a broken file)', () =>
    createSecureContext(secureOptions(material)),
  );
  return material;
};

const attempt = <T>(env: string, message: string, work: () => T): T => {
  try {
    return work();
  } catch {
    throw new SettingsRefused([{ env, message }]);
  }
};
