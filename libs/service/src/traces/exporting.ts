import type { Sampler } from '@opentelemetry/sdk-trace';
import type { Environment } from '../settings/environment.js';
import { SettingsRefused } from '../settings/environment.js';
import { Tracing } from './tracing.js';

type Sdk = typeof import('@opentelemetry/sdk-trace');

/** A collector that is away must not hold up a stop, milliseconds. */
const FLUSH_MS = 1_000;

/**
 * Spans for a collector, where the standard variables of OpenTelemetry name one (`OTEL_EXPORTER_OTLP_ENDPOINT` or
 * `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT`); otherwise none, and nothing of the SDK is loaded. Throws `SettingsRefused`.
 */
export const tracingFor = async (environment: Environment, process: string): Promise<Tracing> => {
  if (!isWanted(environment)) return new Tracing();
  refuseUnspokenProtocol(environment);
  const sdk = await import('@opentelemetry/sdk-trace');
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-proto');
  const resources = await import('@opentelemetry/resources');
  const named = resources.resourceFromAttributes({ 'service.name': `assent-${process}` });
  // What an operator says of the process goes before what we say.
  const told = resources.detectResources({ detectors: [resources.envDetector] });
  const provider = new sdk.TracerProvider({
    resource: resources.defaultResource().merge(named).merge(told),
    sampler: samplerOf(environment, sdk),
    spanProcessors: [
      new sdk.BatchSpanProcessor({ exporter: new OTLPTraceExporter(), ...batchesOf(environment) }),
    ],
  });
  const flush = (): Promise<void> =>
    Promise.race([
      provider.shutdown().catch(() => undefined),
      new Promise<void>((done) => setTimeout(done, FLUSH_MS).unref()),
    ]);
  return new Tracing(provider.getTracer('assent'), flush);
};

const isWanted = (environment: Environment): boolean =>
  environment.text('OTEL_SDK_DISABLED')?.toLowerCase() !== 'true' &&
  environment.text('OTEL_TRACES_EXPORTER') !== 'none' &&
  (environment.text('OTEL_EXPORTER_OTLP_ENDPOINT') ??
    environment.text('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT')) !== undefined;

const refuseUnspokenProtocol = (environment: Environment): void => {
  for (const env of ['OTEL_EXPORTER_OTLP_PROTOCOL', 'OTEL_EXPORTER_OTLP_TRACES_PROTOCOL']) {
    const protocol = environment.text(env);
    if (protocol !== undefined && protocol !== 'http/protobuf')
      throw new SettingsRefused([{ env, message: 'must be http/protobuf, the one that is spoken here' }]);
  }
};

/** The batch processor by its standard variables: its own defaults for those that are not set. */
const batchesOf = (environment: Environment) => {
  const number = (env: string, name: string): object => {
    const value = Number(environment.text(env) ?? NaN);
    return Number.isInteger(value) && value > 0 ? { [name]: value } : {};
  };
  return {
    ...number('OTEL_BSP_SCHEDULE_DELAY', 'scheduledDelayMillis'),
    ...number('OTEL_BSP_EXPORT_TIMEOUT', 'exportTimeoutMillis'),
    ...number('OTEL_BSP_MAX_QUEUE_SIZE', 'maxQueueSize'),
    ...number('OTEL_BSP_MAX_EXPORT_BATCH_SIZE', 'maxExportBatchSize'),
  };
};

const samplerOf = (environment: Environment, sdk: Sdk): Sampler => {
  const name = environment.text('OTEL_TRACES_SAMPLER') ?? 'parentbased_always_on';
  const ratio = Number(environment.text('OTEL_TRACES_SAMPLER_ARG') ?? 1);
  const roots: Readonly<Record<string, () => Sampler>> = {
    always_on: () => new sdk.AlwaysOnSampler(),
    always_off: () => new sdk.AlwaysOffSampler(),
    traceidratio: () => new sdk.TraceIdRatioBasedSampler(ratio),
  };
  const root = roots[name.replace(/^parentbased_/, '')];
  if (!root || !(ratio >= 0 && ratio <= 1))
    throw new SettingsRefused([
      { env: 'OTEL_TRACES_SAMPLER', message: 'names no sampler, or its argument is no part of 1' },
    ]);
  return name.startsWith('parentbased_') ? new sdk.ParentBasedSampler({ root: root() }) : root();
};
