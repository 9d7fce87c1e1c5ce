import { Inject, Injectable } from '@nestjs/common';
import { Transport } from '#messaging';
import { HOSTED, type HostedServices } from '../run/hosted-services.js';
import { Metrics, type Reading } from './metrics.js';
import { ServiceStates } from './service-states.js';
import { stateReadings } from './state-readings.js';
import { transportReadings } from './transport-readings.js';

/** Tells where logs, consumers and services stand when metrics are asked for. */
@Injectable()
export class StateMetrics {
  constructor(
    private readonly metrics: Metrics,
    private readonly states: ServiceStates,
    private readonly transport: Transport,
    @Inject(HOSTED) hosted: HostedServices,
  ) {
    metrics.prepare(async () => void (await states.recent()));
    this.tellLogs();
    this.tellGauges(hosted);
    this.tellTransport();
  }

  private tellLogs(): void {
    for (const { read, counted, ...definition } of stateReadings) {
      const readings = (): Reading[] => this.states.last.flatMap((state) => [...read(state)]);
      this.metrics.readings(definition, readings, counted ? 'counter' : 'gauge');
    }
  }

  private tellGauges({ definitions }: HostedServices): void {
    for (const { gauges, log } of definitions) {
      for (const [name, help] of Object.entries(gauges?.help ?? {})) {
        this.metrics.readings({ name, help, labels: [] }, () => {
          const value = this.states.last.find(({ service }) => service === log.service)?.gauges[name];
          return value === undefined ? [] : [[value]];
        });
      }
    }
  }

  private tellTransport(): void {
    for (const { read, counted, ...definition } of transportReadings) {
      this.metrics.readings(definition, () => read(this.transport), counted ? 'counter' : 'gauge');
    }
  }
}
