import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, type Metric, Registry } from 'prom-client';
import { Counters, Distributions, type MetricDefinition, type Sample } from './families.js';

/** A value that stands for itself now, with the values of its labels. */
export type Reading = readonly [value: number, ...labels: readonly string[]];

/** Seconds, for what takes from less than a millisecond to some seconds. */
export const durations = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What a process tells of itself in the text format of Prometheus. */
@Injectable()
export class Metrics {
  readonly contentType = Registry.PROMETHEUS_CONTENT_TYPE;
  private readonly registry = new Registry();
  private readonly preparations: (() => Promise<void>)[] = [];

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Something that is counted. */
  counters(definition: MetricDefinition): Counters {
    const family = new Counters(definition);
    this.register(definition, 'counter', () => family.samples());
    return family;
  }

  /** Something that takes time (seconds) or has a size. */
  distributions(definition: MetricDefinition, bounds: readonly number[] = durations): Distributions {
    const family = new Distributions(definition, bounds);
    this.register(definition, 'histogram', () => family.samples());
    return family;
  }

  /** Something that is read when somebody asks, from memory. `counter` for what is counted elsewhere. */
  readings(
    definition: MetricDefinition,
    read: () => Iterable<Reading>,
    type: 'gauge' | 'counter' = 'gauge',
  ): void {
    const { labels } = definition;
    this.register(definition, type, () =>
      [...read()].map(([value, ...values]) => ({
        value,
        labels: Object.fromEntries(labels.map((label, index) => [label, values[index] ?? ''])),
      })),
    );
  }

  /** Runs before each scrape, to bring into memory what is read from there; it never rejects. */
  prepare(preparation: () => Promise<void>): void {
    this.preparations.push(preparation);
  }

  async text(): Promise<string> {
    await Promise.all(this.preparations.map((prepare) => prepare()));
    return this.registry.metrics();
  }

  private register({ name, help }: MetricDefinition, type: string, samples: () => readonly Sample[]): void {
    const get = async () => ({ name, help, type, values: samples(), aggregator: 'sum' });
    // All that a registry asks of a metric.
    this.registry.registerMetric({ name, help, get } as unknown as Metric);
  }
}
