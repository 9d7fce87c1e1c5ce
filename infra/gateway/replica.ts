import { Pool } from 'undici';

const limits = (patience: number): Pool.Options => ({
  connections: 128,
  pipelining: 1,
  connect: { timeout: 1_000 },
  // Shorter than services keep connections, so that the gateway is the one who lets go of an idle one.
  keepAliveTimeout: 4_000,
  headersTimeout: patience,
  bodyTimeout: patience,
});

/** One process of a service, as the gateway sees it. */
export class Replica {
  ready = false;
  readonly pool: Pool;

  /** `patience`: milliseconds to wait for an answer, and between two parts of it. */
  constructor(url: string, patience: number) {
    this.pool = new Pool(url, limits(patience));
  }

  /** Asks the process whether it can do its work; a process that does not answer within two seconds cannot. */
  async check(): Promise<void> {
    const signal = AbortSignal.timeout(2_000);
    try {
      const { statusCode, body } = await this.pool.request({ method: 'GET', path: '/readyz', signal });
      await body.dump();
      this.ready = statusCode === 200;
    } catch {
      this.ready = false;
    }
  }

  close(): Promise<void> {
    return this.pool.destroy();
  }
}
