import { type Database, Refused } from '#event-sourcing';
import { publicStreamOf } from './public-stream.js';
import { type PublicStream, StreamReader } from './stream-reader.js';

/** Reads streams of services in the same process from their logs, and asks the others. */
export class NeighbourlyReader extends StreamReader {
  constructor(
    private readonly databaseOf: (service: string) => Database | undefined,
    private readonly remote: StreamReader | undefined,
  ) {
    super();
  }

  async read(owner: string, stream: string, minimumVersion?: number): Promise<PublicStream | undefined> {
    const database = this.databaseOf(owner);
    if (database) return publicStreamOf(database, stream);
    if (!this.remote) throw new Refused('neighbour-unavailable', { service: owner });
    return this.remote.read(owner, stream, minimumVersion);
  }
}
