import {
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { Tracing } from '#service';
import { describeKafka, eventually, flow, intentFor, ownQuote, testKafka, type TestClient } from '#testing';
import { startTestPlatform, type TestPlatform } from './test-platform.js';

const traceId = () => Array.from({ length: 32 }, () => Math.floor(Math.random() * 16).toString(16)).join('');
const callerSpan = 'b7ad6b7169203331';

/** A running platform whose spans are kept. */
class Traced {
  readonly exporter = new InMemorySpanExporter();
  platform: TestPlatform;
  client: TestClient;
  registered: flow.Registered;
  token: string;

  async start(variables: Record<string, string>): Promise<void> {
    const provider = new TracerProvider({
      spanProcessors: [new SimpleSpanProcessor({ exporter: this.exporter })],
    });
    const tracing = new Tracing(provider.getTracer('test'));
    this.platform = await startTestPlatform(variables, { tracing });
    this.registered = await flow.register(
      await flow.enrol(this.platform.origin, 'traced', 'http://localhost:9/traced/callback'),
    );
    this.client = this.registered.client;
    this.token = await flow.clientToken(this.client, 'intents');
  }

  spansOf(trace: string): readonly ReadableSpan[] {
    return this.exporter.getFinishedSpans().filter((span) => span.spanContext().traceId === trace);
  }

  /** Names from the root down to each span, as paths. */
  pathsOf(trace: string): readonly string[] {
    const spans = this.spansOf(trace);
    const byId = new Map(spans.map((span) => [span.spanContext().spanId, span]));
    const path = (span: ReadableSpan): string => {
      const parent = span.parentSpanContext && byId.get(span.parentSpanContext.spanId);
      return parent ? `${path(parent)} > ${span.name}` : span.name;
    };
    return spans.map(path);
  }
}

const aTraceFollowsTheEvents = (traced: Traced): void => {
  it('goes from a request through its command to the consumers of neighbours', async () => {
    const trace = traceId();
    const intent = intentFor(ownQuote('new-ethernet-line'));
    await flow.stage(traced.client, traced.token, intent, { traceparent: `00-${trace}-${callerSpan}-01` });
    await eventually(() => {
      const paths = traced.pathsOf(trace);
      expect(paths).toContain('POST /intents > append intent > process IntentStaged');
      const consumers = traced
        .spansOf(trace)
        .filter(({ name }) => name === 'process IntentStaged')
        .map(({ attributes }) => attributes['messaging.consumer.group.name']);
      expect(consumers).toEqual(
        expect.arrayContaining(['audit.recording', 'authorization.replicas', 'tokens.replicas']),
      );
    }, 20_000);
    const root = traced.spansOf(trace).find(({ name }) => name === 'POST /intents');
    expect(root?.parentSpanContext?.spanId).toBe(callerSpan);
    expect(root?.attributes).toMatchObject({ 'http.route': '/intents', 'http.response.status_code': 201 });
  });

  it('goes on through a reaction to the events of the neighbour, and their consumers', async () => {
    const trace = traceId();
    await flow.stage(traced.client, traced.token, intentFor(ownQuote('new-ethernet-line')));
    const deleted = await flow.call(
      'DELETE',
      `${traced.platform.origin}/register/${traced.client.clientId}`,
      {
        headers: {
          authorization: `Bearer ${traced.registered.registrationToken}`,
          traceparent: `00-${trace}-${callerSpan}-01`,
        },
      },
    );
    expect(deleted.status).toBe(204);
    const route = 'DELETE /register/:clientId > append client > process ClientDeleted';
    await eventually(() => {
      const paths = traced.pathsOf(trace);
      expect(paths).toContain(`${route} > append intent > process IntentWithdrawn`);
      expect(paths).toContain(`${route} > append grant > process GrantEnded`);
    }, 20_000);
  });
};

const kept = { ASSENT_LOG_LEVEL: 'silent' };

describe('a trace, where neighbours read the log', () => {
  const traced = new Traced();
  beforeAll(() => traced.start(kept), 120_000);
  afterAll(() => traced.platform.stop());

  it('begins anew where a caller sends what is no traceparent', async () => {
    for (const traceparent of [
      `00-${'0'.repeat(32)}-${callerSpan}-01`,
      'ff-x',
      `00-${traceId()}-${callerSpan}-01-more`,
    ])
      await fetch(`${traced.platform.origin}/jwks`, { headers: { traceparent } });
    const roots = traced.exporter.getFinishedSpans().filter(({ name }) => name === 'GET /jwks');
    expect(roots).toHaveLength(3);
    for (const { parentSpanContext } of roots) expect(parentSpanContext).toBeUndefined();
  });

  it('is not recorded where the caller does not record it (parent-based sampling)', async () => {
    const trace = traceId();
    await fetch(`${traced.platform.origin}/jwks`, {
      headers: { traceparent: `00-${trace}-${callerSpan}-00` },
    });
    expect(traced.spansOf(trace)).toEqual([]);
  });

  aTraceFollowsTheEvents(traced);

  it('holds neither queries, nor bodies, nor tokens', async () => {
    await fetch(`${traced.platform.origin}/authorize?request=hunter2&client_id=hunter2`);
    const attributes = JSON.stringify(
      traced.exporter
        .getFinishedSpans()
        .map((span) => [span.name, span.attributes, span.events, span.status]),
    );
    expect(attributes).toContain('GET /authorize');
    for (const secret of ['hunter2', traced.token, traced.client.clientId, 'Price for the link'])
      expect(attributes).not.toContain(secret);
  });
});

describeKafka('a trace, where events travel over Kafka', () => {
  const traced = new Traced();
  beforeAll(async () => {
    const brokers = await testKafka();
    const prefix = `test-${Math.random().toString(36).slice(2)}`;
    await traced.start({
      ...kept,
      ASSENT_TRANSPORT: 'kafka',
      ASSENT_KAFKA_BROKERS: brokers.join(','),
      ASSENT_KAFKA_PREFIX: prefix,
    });
  }, 120_000);
  afterAll(() => traced.platform.stop());

  aTraceFollowsTheEvents(traced);
});
