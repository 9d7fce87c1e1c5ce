import { Injectable } from '@nestjs/common';
import { type PublicStream, StreamReader } from '#replicas';
import { InternalClient } from './internal-client.js';

/** Reads streams of services that run in other processes. */
@Injectable()
export class InternalStreamReader extends StreamReader {
  constructor(private readonly client: InternalClient) {
    super();
  }

  read(owner: string, stream: string, minimumVersion?: number): Promise<PublicStream | undefined> {
    const query = minimumVersion === undefined ? '' : `?minimumVersion=${minimumVersion}`;
    return this.client.get<PublicStream>(owner, `/internal/streams/${encodeURIComponent(stream)}${query}`);
  }
}
