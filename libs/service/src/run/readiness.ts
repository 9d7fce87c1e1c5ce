import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Database } from '#event-sourcing';
import { Transport } from '#messaging';

export interface ReadinessReport {
  readonly status: 'ready' | 'stopping' | 'unavailable';
  /** By service: whether its database answers. */
  readonly databases: Readonly<Record<string, 'ok' | 'unavailable'>>;
  /** Whether events come in, or would as soon as the transport is back: requests are served without it. */
  readonly transport: 'ok' | 'unavailable';
}

const TIMEOUT_MS = 2000;

/** Whether the process can do its work now. */
@Injectable()
export class Readiness {
  private stopping = false;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly transport: Transport,
  ) {}

  /** From now on the process is not ready: it is shutting down. */
  stop(): void {
    this.stopping = true;
  }

  async check(): Promise<ReadinessReport> {
    const checks = await Promise.all(this.databases().map(stateOf));
    const databases = Object.fromEntries(checks);
    const transport = this.transport.problems().length === 0 ? 'ok' : 'unavailable';
    const able = [...Object.values(databases), transport].every((state) => state === 'ok');
    const status = this.stopping ? 'stopping' : able ? 'ready' : 'unavailable';
    return { status, databases, transport };
  }

  private databases(): readonly Database[] {
    const instances = this.discovery.getProviders().map(({ instance }) => instance as unknown);
    return [...new Set(instances)].filter((instance) => instance instanceof Database);
  }
}

const stateOf = async (database: Database): Promise<[string, 'ok' | 'unavailable']> => {
  const late = new Promise<never>((_resolve, reject) => setTimeout(reject, TIMEOUT_MS).unref());
  const answers = Promise.race([database.query('select 1'), late]);
  return [
    database.service,
    await answers.then(
      () => 'ok' as const,
      () => 'unavailable' as const,
    ),
  ];
};
