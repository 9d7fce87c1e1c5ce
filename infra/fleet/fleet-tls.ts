import { parseCertificates } from '#crypto';
import { Environment } from '#service';
import { sandboxAuthority, SandboxTls } from '../../apps/platform/src/index.js';
import type { GatewayTls } from '../gateway/gateway.js';
import { type Common, memberVariables } from './variables.js';

/** The https side of a fleet: the gateway shows a certificate of the sandbox's own authority, and tells services what clients show. */
export class FleetTls {
  private readonly files: SandboxTls;

  constructor(
    folder: string,
    private readonly port: number,
  ) {
    this.files = new SandboxTls(folder);
  }

  get origin(): string {
    return `https://localhost:${this.port}`;
  }

  /** PEM file of the authorities. */
  get ca(): string {
    return this.files.ca;
  }

  /** What the services are told. */
  get variables(): Readonly<Record<string, string>> {
    return {
      ASSENT_MTLS_ORIGIN: this.origin,
      ASSENT_CLIENT_CERTIFICATES: 'proxy',
      ASSENT_CLIENT_CA: this.files.ca,
      ASSENT_TRUSTED_CA: this.files.ca,
    };
  }

  get gateway(): GatewayTls {
    const { certificate, key, ca: clientCa } = this.files;
    return { port: this.port, certificate, key, clientCa };
  }

  /** Has the directory's authorities made, while none of its processes runs yet, and the gateway's certificate by them. */
  async write(common: Common): Promise<void> {
    await this.files.write(await sandboxAuthority(new Environment(memberVariables(common, 'directory', 0))));
  }

  /** Has the directory make the authorities that it has not made yet, and lets the services believe them too; it takes seconds. */
  async believeAll(origin: string): Promise<void> {
    const answer = await fetch(`${origin}/directory/pki/sandbox/anchors.pem`);
    if (answer.ok) await this.files.writeAnchors(parseCertificates(await answer.text()));
  }
}
