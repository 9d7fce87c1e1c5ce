import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp, Environment } from '../index.js';
import { hello, variables } from '../specs/hello.service.js';

/** A collector that keeps what it is sent. */
class Collector {
  readonly received: { path: string | undefined; headers: IncomingHttpHeaders; body: string }[] = [];
  private readonly server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('latin1')));
    request.on('end', () => {
      this.received.push({ path: request.url, headers: request.headers, body });
      response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
    });
  });

  async start(): Promise<string> {
    await once(this.server.listen(0, '127.0.0.1'), 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

const otel = (name: string): boolean => name.startsWith('OTEL_');

/** The exporter reads the environment of the process by itself. */
const withOtel = async (settings: Readonly<Record<string, string>>, work: () => Promise<void>) => {
  Object.assign(process.env, settings);
  try {
    await work();
  } finally {
    for (const name of Object.keys(process.env).filter(otel)) delete process.env[name];
  }
};

const visit = async (settings: Readonly<Record<string, string>>): Promise<void> =>
  withOtel(settings, async () => {
    const app = await createApp([hello], new Environment({ ...variables, ...settings }));
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    await app.inject({ url: '/greetings/ada?name=hunter2' });
    await app.close();
  });

const withoutSpans: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['no endpoint is named', {}],
  ['the SDK is disabled', { OTEL_SDK_DISABLED: 'true' }],
  ['no exporter is wanted', { OTEL_TRACES_EXPORTER: 'none' }],
  ['the sampler takes none', { OTEL_TRACES_SAMPLER: 'always_off' }],
  [
    'the sampler takes nothing of a hundred',
    { OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0' },
  ],
];

describe('spans for a collector', () => {
  let collector: Collector;
  let endpoint: string;
  beforeEach(async () => {
    collector = new Collector();
    endpoint = await collector.start();
  });
  afterEach(() => collector.stop());

  it('are sent over OTLP as the standard variables say, at the latest when the process stops', async () => {
    await visit({
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-of=operator',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=spec',
    });
    const [sent] = collector.received;
    expect(sent?.path).toBe('/v1/traces');
    expect(sent?.headers).toMatchObject({ 'content-type': 'application/x-protobuf', 'x-of': 'operator' });
    for (const text of ['GET /greetings/:name', 'assent-hello', 'deployment.environment.name', 'spec'])
      expect(sent?.body).toContain(text);
    expect(sent?.body).not.toContain('hunter2');
  });

  it('name the process as OTEL_SERVICE_NAME does', async () => {
    await visit({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${endpoint}/here`, OTEL_SERVICE_NAME: 'seller-eu' });
    expect(collector.received[0]?.path).toBe('/here');
    expect(collector.received[0]?.body).toContain('seller-eu');
  });

  it.each(withoutSpans)('are not made where %s', async (_what, settings) => {
    const named: Record<string, string> =
      Object.keys(settings).length > 0 ? { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } : {};
    await visit({ ...named, ...settings });
    expect(collector.received).toEqual([]);
  });

  it('do not hold up a stop when the collector is away', async () => {
    collector.stop();
    const started = performance.now();
    await visit({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_TIMEOUT: '500' });
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it.each([
    ['OTEL_EXPORTER_OTLP_PROTOCOL', 'grpc'],
    ['OTEL_TRACES_SAMPLER', 'sometimes'],
  ])('are refused at the start where %s is %s', async (name, value) => {
    const settings = { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, [name]: value };
    await expect(createApp([hello], new Environment({ ...variables, ...settings }))).rejects.toThrow(name);
  });
});
