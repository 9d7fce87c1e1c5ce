import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Database } from '#event-sourcing';

export interface ReadinessReport {
  readonly status: 'ready' | 'stopping' | 'unavailable';
  /** By service: whether its database answers. */
  readonly databases: Readonly<Record<string, 'ok' | 'unavailable'>>;
}

const TIMEOUT_MS = 2000;

/** Whether the process can do its work now. */
@Injectable()
export class Readiness {
  private stopping = false;

  constructor(private readonly discovery: DiscoveryService) {}

  /** From now on the process is not ready: it is shutting down. */
  stop(): void {
    this.stopping = true;
  }

  async check(): Promise<ReadinessReport> {
    const checks = await Promise.all(this.databases().map(stateOf));
    const databases = Object.fromEntries(checks);
    const reachable = Object.values(databases).every((state) => state === 'ok');
    const status = this.stopping ? 'stopping' : reachable ? 'ready' : 'unavailable';
    return { status, databases };
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
