import { createSecureContext, rootCertificates } from 'node:tls';
import { Agent, fetch as fetchBy } from 'undici';

/** `fetch` to servers of our own, whose certificates the authorities of the deployment may have issued. */
export class TrustingConnections {
  private readonly agent: Agent | undefined;
  readonly fetch: typeof fetch;

  /** PEM; those of Node.js alone unless given. */
  constructor(authorities: string | undefined) {
    if (authorities === undefined) {
      this.fetch = fetch;
      return;
    }
    const agent = new Agent({
      connect: { secureContext: createSecureContext({ ca: [...rootCertificates, authorities] }) },
    });
    this.agent = agent;
    // The same function, of a release of undici that Node.js does not bring along: its types are others.
    this.fetch = ((url: string, init: object) =>
      fetchBy(url, { ...init, dispatcher: agent })) as unknown as typeof fetch;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.agent?.destroy();
  }
}
