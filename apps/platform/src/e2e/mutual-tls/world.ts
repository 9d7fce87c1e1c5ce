import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Certificate, parseCertificates } from '#crypto';
import { eventually, flow, freePort } from '#testing';
import { type SandboxPerson } from '../../start/sandbox-secrets.js';
import { startTestPlatform, type TestPlatform } from '../test-platform.js';
import { Directory, type Enrolled, type TransportFiles } from './member.js';

export const legalName = 'Gulf Networks Ltd';
export const lei = '5493001KJTIIGC8Y1R12';

type Transport = TransportFiles & { readonly enrolled: Enrolled };

/** A platform whose issuer is https, and members of its trust framework with keys of OpenSSL's making. */
export class MutualTlsWorld {
  private readonly made = new Map<string, Transport>();

  private constructor(
    readonly platform: TestPlatform,
    /** Where the same services answer without TLS. */
    readonly plain: string,
    readonly directory: Directory,
    readonly ca: string,
  ) {}

  static async start(): Promise<MutualTlsWorld> {
    const [port, tlsPort] = [await freePort(), await freePort()];
    const platform = await startTestPlatform({
      ASSENT_PORT: String(port),
      ASSENT_TLS_PORT: String(tlsPort),
      ASSENT_ISSUER: `https://localhost:${tlsPort}`,
      ASSENT_CERTIFICATE_STATUS_MAX_AGE: '1',
    });
    const directory = new Directory(platform.origin, platform.ca!);
    return new MutualTlsWorld(platform, `http://localhost:${port}`, directory, platform.ca!);
  }

  /** A certificate for connections of software of this name (C1); by another `key`, another certificate. */
  async transport(name: string, key = ''): Promise<Transport> {
    const enrolled = await this.directory.enrol(legalName, lei, name);
    const files = await this.directory.certify(this.platform.folder, enrolled, { profile: 'C1', key });
    const made = { ...files, enrolled };
    this.made.set(name, made);
    return made;
  }

  /** Revokes what was made last for this software. */
  async revoke(name: string): Promise<void> {
    const { enrolled, certificateId } = this.made.get(name)!;
    await this.directory.revoke(enrolled.organisationId, certificateId);
  }

  /** Waits until the authorities for RSA are believed, which are made while the platform runs already. */
  isBelieved(): Promise<void> {
    return eventually(async () => {
      const { body } = await flow.call<{ type: string }>('GET', `${this.platform.origin}/hello-mtls`);
      if (!body.type.endsWith('caller-not-pinned'))
        throw new Error(`the authority is not believed yet: ${body.type}`);
    }, 60_000);
  }

  subjectOf(pem: string): string {
    return parseCertificates(pem)[0]!.subject.toString();
  }

  get person(): SandboxPerson {
    const text = readFileSync(join(this.platform.folder, 'secrets.json'), 'utf8');
    return (JSON.parse(text) as { readonly person: SandboxPerson }).person;
  }

  async stop(): Promise<void> {
    await this.directory.close();
    await this.platform.stop();
  }
}

/** What files of a client hold, as they are shown. */
export const shownBy = ({ certificate, key }: Pick<TransportFiles, 'certificate' | 'key'>) => ({
  certificate: readFileSync(certificate, 'utf8'),
  key: readFileSync(key, 'utf8'),
});

export const certificateIn = (file: string): Certificate => parseCertificates(readFileSync(file, 'utf8'))[0]!;
