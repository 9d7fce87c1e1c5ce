import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Certificate,
  certificatePem,
  DistinguishedName,
  issueCertificate,
  newSerial,
  parseCertificates,
  signerOf,
} from '#crypto';
import { firstFreePort } from './port.js';
import type { SandboxAuthority } from './sandbox-authority.js';
import type { Variables } from './sandbox-variables.js';

const DAY_MS = 86_400_000;
/** The CA/Browser Forum's limit, which browsers hold authorities of people's own to as well. */
const SERVER_DAYS = 397;
const RENEWED_BEFORE_DAYS = 30;
const USUAL_PORT = 3443;

/** Where a sandbox serves https. */
export interface HttpsPort {
  /** 0 for nowhere. */
  readonly port: number;
  /** One sentence, where it is not the usual one though nobody asked for another. */
  readonly notice?: string;
}

/**
 * The port that the person named; none where they named one for http alone; otherwise the usual one, or the next when another
 * program has that. An issuer with the usual port means that one.
 */
export const httpsPort = async (given: Variables): Promise<HttpsPort> => {
  if (given.ASSENT_TLS_PORT) return { port: Number(given.ASSENT_TLS_PORT) };
  if (given.ASSENT_PORT) return { port: 0 };
  if (given.ASSENT_ISSUER) return { port: USUAL_PORT };
  const port = await firstFreePort(USUAL_PORT, given.ASSENT_HOST || 'localhost');
  if (port === USUAL_PORT) return { port };
  const notice = `Port ${USUAL_PORT} is taken: https is served at ${port}. ASSENT_TLS_PORT names another one.`;
  return { port, notice };
};

/** The files from which a sandbox serves https, in its data folder. */
export class SandboxTls {
  private readonly folder: string;
  /** PEM files of the server's certificate, its issuer after it, and of its key. */
  readonly certificate: string;
  readonly key: string;
  /** Whom the sandbox's own server, and the members of its trust framework, are vouched for by. */
  readonly ca: string;

  constructor(dataFolder: string) {
    this.folder = join(dataFolder, 'tls');
    this.certificate = join(this.folder, 'server.pem');
    this.key = join(this.folder, 'server-key.pem');
    this.ca = join(this.folder, 'ca.pem');
  }

  /**
   * Settings by which a sandbox serves https beside http, and asks clients for certificates there. Nothing where there shall
   * be no https.
   */
  variables(given: Variables, { port: number }: HttpsPort): Variables {
    if (!(number > 0)) return {}; // what is no port at all is refused by its setting
    const port = String(number);
    const origin = `https://localhost:${port}`;
    return {
      ASSENT_TLS_PORT: port,
      ...(given.ASSENT_ISSUER !== origin && port !== given.ASSENT_PORT && { ASSENT_MTLS_ORIGIN: origin }),
      ...(!given.ASSENT_TLS_CERTIFICATE && {
        ASSENT_TLS_CERTIFICATE: this.certificate,
        ASSENT_TLS_KEY: this.key,
        ASSENT_CLIENT_CA: this.ca,
        ASSENT_TRUSTED_CA: this.ca,
      }),
    };
  }

  /** Writes the files; the server's certificate is renewed at a start in its last month, or when its authority is another. */
  async write({ issuer, anchors }: SandboxAuthority): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o755 });
    await this.writeAnchors(anchors);
    if (await this.isGood(issuer.certificate)) return;
    const key = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey;
    const certificate = await issueCertificate(issuer, serverRequest(signerOf(key).publicKey));
    const chain = certificatePem(certificate) + certificatePem(issuer.certificate);
    await this.replace(this.key, key.export({ type: 'pkcs8', format: 'pem' }) as string, 0o600);
    await this.replace(this.certificate, chain, 0o644);
  }

  /** Whom clients are vouched for by, when there are more of them. */
  writeAnchors(anchors: readonly Certificate[]): Promise<void> {
    return this.replace(this.ca, anchors.map(certificatePem).join(''), 0o644);
  }

  private async isGood(issuer: Certificate): Promise<boolean> {
    try {
      const [own, above] = parseCertificates(await readFile(this.certificate, 'utf8'));
      createPrivateKey(await readFile(this.key, 'utf8'));
      const daysLeft = (own!.notAfter.getTime() - Date.now()) / DAY_MS;
      return above?.id === issuer.id && daysLeft > RENEWED_BEFORE_DAYS;
    } catch {
      return false;
    }
  }

  private replace(file: string, text: string, mode: number): Promise<void> {
    return writeFile(file, text, { mode, flush: true });
  }
}

// An hour back, for clocks that are behind ours.
const serverRequest = (publicKey: ReturnType<typeof signerOf>['publicKey']) => ({
  serial: newSerial(),
  notBefore: new Date(Date.now() - DAY_MS / 24),
  notAfter: new Date(Date.now() + SERVER_DAYS * DAY_MS),
  subject: DistinguishedName.of([
    ['O', 'Assent sandbox'],
    ['CN', 'localhost'],
  ]),
  purpose: 'server-tls' as const,
  names: { dns: ['localhost'], ips: ['127.0.0.1', '::1'] },
  publicKey,
});
