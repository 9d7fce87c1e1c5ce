import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the owner of a stream answers (`GET /internal/streams/:stream`). */
interface Known {
  readonly kind: string;
  readonly version: number;
  readonly view: object;
}

/** Stands for the owners of streams that a service under test asks for: knows the streams it is told of, and no others. */
export class Owners {
  private readonly streams = new Map<string, Known>();

  private constructor(
    readonly url: string,
    private readonly server: Server,
  ) {}

  static async start(): Promise<Owners> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    const owners = new Owners(`http://localhost:${(server.address() as AddressInfo).port}`, server);
    server.on('request', (request, response) => {
      const stream = decodeURIComponent(/^\/internal\/streams\/([^?]+)/.exec(request.url ?? '')?.[1] ?? '');
      const known = owners.streams.get(stream);
      response.writeHead(known ? 200 : 404, { 'content-type': 'application/json', connection: 'close' });
      response.end(JSON.stringify(known ? { stream, ...known } : {}));
    });
    return owners;
  }

  /** From now on a read through finds this. */
  set(kind: string, id: string, version: number, view: object): void {
    this.streams.set(`${kind}-${id}`, { kind, version, view });
  }

  async close(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }
}
