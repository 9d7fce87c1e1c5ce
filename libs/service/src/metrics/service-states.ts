import { Inject, Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Database, type LogMeasures, measureLog } from '#event-sourcing';
import { Transport, unpublished, type Unpublished } from '#messaging';
import { HOSTED, type HostedServices } from '../run/hosted-services.js';
import type { ServiceDefinition } from '../run/service-definition.js';

/** How long what was read is told again, milliseconds: however many ask, each database is asked as often. */
const KEPT_MS = 5_000;
/** A database that is away must not keep those waiting who ask just that. */
const PATIENCE_MS = 2_000;

/** What is known of one service. */
export interface ServiceState {
  readonly service: string;
  readonly database: Database;
  /** Undefined while the database does not answer. */
  readonly log: LogMeasures | undefined;
  readonly unpublished: readonly Unpublished[];
  /** Of `ServiceDefinition.gauges`. */
  readonly gauges: Readonly<Record<string, number>>;
}

/** Where the logs of this process stand: read when somebody asks, and kept for some seconds. */
@Injectable()
export class ServiceStates {
  private known: readonly ServiceState[] = [];
  private knownUntil = 0;
  private reading: Promise<void> | undefined;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly transport: Transport,
    @Inject(HOSTED) private readonly hosted: HostedServices,
  ) {}

  /** As read last. */
  get last(): readonly ServiceState[] {
    return this.known;
  }

  /** Not older than five seconds; never rejects. */
  async recent(): Promise<readonly ServiceState[]> {
    if (performance.now() >= this.knownUntil) {
      this.reading ??= this.read().finally(() => (this.reading = undefined));
      await this.reading;
    }
    return this.known;
  }

  private async read(): Promise<void> {
    const instances = this.discovery.getProviders().map(({ instance }) => instance as unknown);
    const databases = [...new Set(instances)].filter((instance) => instance instanceof Database);
    this.known = await Promise.all(databases.map((database) => this.stateOf(database)));
    this.knownUntil = performance.now() + KEPT_MS;
  }

  private async stateOf(database: Database): Promise<ServiceState> {
    const { service } = database;
    const definition = this.hosted.definitions.find(({ log }) => log.service === service);
    const unknown = { service, database, log: undefined, unpublished: [], gauges: {} };
    return inTime(this.measure(database, definition), unknown);
  }

  private async measure(
    database: Database,
    definition: ServiceDefinition | undefined,
  ): Promise<ServiceState> {
    const [log, topics, gauges] = await Promise.all([
      measureLog(database),
      this.transport.publisher ? unpublished(database) : [],
      definition?.gauges?.read(database) ?? {},
    ]);
    return { service: database.service, database, log, unpublished: topics, gauges };
  }
}

const inTime = async <T>(work: Promise<T>, otherwise: T): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T>((done) => (timer = setTimeout(done, PATIENCE_MS, otherwise)));
  try {
    return await Promise.race([work, late]);
  } catch {
    return otherwise;
  } finally {
    clearTimeout(timer);
  }
};
