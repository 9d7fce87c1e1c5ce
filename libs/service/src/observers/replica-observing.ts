import { Injectable } from '@nestjs/common';
import { type PublicStream, ReplicasObserver, StreamReader } from '#replicas';
import { MessageMetrics } from '../metrics/message-metrics.js';

/** Counts what the services of this process ask of their neighbours. */
@Injectable()
export class ReplicaObserving extends ReplicasObserver {
  constructor(private readonly metrics: MessageMetrics) {
    super();
  }

  around(service: string, reader: StreamReader): StreamReader {
    return new CountedReader(service, reader, this.metrics);
  }
}

class CountedReader extends StreamReader {
  constructor(
    private readonly service: string,
    private readonly reader: StreamReader,
    private readonly metrics: MessageMetrics,
  ) {
    super();
  }

  async read(owner: string, stream: string, minimumVersion?: number): Promise<PublicStream | undefined> {
    try {
      const found = await this.reader.read(owner, stream, minimumVersion);
      this.metrics.readThrough(this.service, owner, found ? 'found' : 'missing');
      return found;
    } catch (error) {
      this.metrics.readThrough(this.service, owner, 'failed');
      throw error;
    }
  }
}
