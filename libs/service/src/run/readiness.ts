import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Database } from '#event-sourcing';
import { Transport } from '#messaging';
import { OAuthModule } from '#oauth';
import { ServiceStates } from '../metrics/service-states.js';
import { DeploymentSettings } from '../settings/deployment-settings.js';

type State = 'ok' | 'unavailable';

export interface ReadinessReport {
  readonly status: 'ready' | 'stopping' | 'unavailable';
  /** By service: whether its database answers. */
  readonly databases: Readonly<Record<string, State>>;
  /** By service that signs: whether its keys are there, and open. */
  readonly keys: Readonly<Record<string, State>>;
  /** Whether events come in, or would as soon as the transport is back: requests are served without it. */
  readonly transport: State;
  /** Seconds that the log and read models of each service, and the consumers of the process, are behind. */
  readonly behind: Readonly<Record<string, number>>;
}

const TIMEOUT_MS = 2000;

/**
 * Whether the process can do its work now. What it says no to has to be mended by others taking over: being behind is
 * common to all processes of a service, and no reason to send all of them nothing, unless a deployment wants it.
 */
@Injectable()
export class Readiness {
  private stopping = false;
  private everReady = false;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly transport: Transport,
    private readonly states: ServiceStates,
    private readonly settings: DeploymentSettings,
  ) {}

  /** From now on the process is not ready: it is shutting down. */
  stop(): void {
    this.stopping = true;
  }

  get isStopping(): boolean {
    return this.stopping;
  }

  /** Whether it has been ready once. */
  async started(): Promise<boolean> {
    return this.everReady || (await this.check()).status === 'ready';
  }

  async check(): Promise<ReadinessReport> {
    const instances = this.discovery.getProviders().map(({ instance }) => instance as unknown);
    const [databases, keys, behind] = await Promise.all([
      statesOf([...new Set(instances)].filter((each) => each instanceof Database).map(databaseCheck)),
      statesOf(instances.filter((each) => each instanceof OAuthModule).flatMap(keyCheck)),
      this.behind(),
    ]);
    const transport: State = this.transport.problems().length === 0 ? 'ok' : 'unavailable';
    const able = [...Object.values(databases), ...Object.values(keys), transport].every(isOk);
    const status = this.stopping ? 'stopping' : able && !this.isTooLate(behind) ? 'ready' : 'unavailable';
    this.everReady ||= status === 'ready';
    return { status, databases, keys, transport, behind };
  }

  private async behind(): Promise<Readonly<Record<string, number>>> {
    const states = await this.states.recent();
    const logs = states.map(({ service, log }) => {
      const live = log?.projections.filter(({ state }) => state === 'live') ?? [];
      return [service, oldest([log?.unsequenced.seconds ?? 0, ...live.map(({ seconds }) => seconds)])];
    });
    const consumers = oldest(this.transport.lag().map(({ ageMs }) => ageMs / 1000));
    return { ...(Object.fromEntries(logs) as Record<string, number>), consumers };
  }

  private isTooLate(behind: Readonly<Record<string, number>>): boolean {
    const limit = this.settings.common.readinessLag;
    return limit > 0 && Object.values(behind).some((seconds) => seconds > limit);
  }
}

type Check = readonly [service: string, check: () => Promise<unknown>];

const databaseCheck = (database: Database): Check => [database.service, () => database.query('select 1')];

const keyCheck = (module: OAuthModule): readonly Check[] =>
  module.signer === undefined ? [] : [[module.signer, () => module.checkKeys()]];

const statesOf = async (checks: readonly Check[]): Promise<Readonly<Record<string, State>>> =>
  Object.fromEntries(
    await Promise.all(checks.map(async ([service, check]) => [service, await stateOf(check)] as const)),
  );

const stateOf = async (check: () => Promise<unknown>): Promise<State> => {
  const late = new Promise<never>((_resolve, reject) => setTimeout(reject, TIMEOUT_MS).unref());
  return Promise.race([check(), late]).then(
    () => 'ok',
    () => 'unavailable',
  );
};

const isOk = (state: State): boolean => state === 'ok';

const oldest = (seconds: readonly number[]): number => Math.round(Math.max(0, ...seconds) * 10) / 10;
