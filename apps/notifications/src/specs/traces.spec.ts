import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { Tracing } from '#service';
import { eventually, TestBuyer } from '#testing';
import { Running } from './running-notifications.js';

describe('the trace of a notification', () => {
  it('is that of the change it tells of, to the attempt and what is written of it, and ends at the Buyer', async () => {
    const exporter = new InMemorySpanExporter();
    const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
    const notifications = await Running.start({}, { tracing: new Tracing(provider.getTracer('test')) });
    const buyer = await TestBuyer.start();
    const client = await notifications.client(buyer.credential);
    await notifications.listen(client, buyer.origin);
    await notifications.tellIntent(client, 'urn:1', 'IntentAuthorized', 'authorized');
    await eventually(() => {
      const spans = exporter.getFinishedSpans();
      const attempt = spans.find(({ name }) => name === 'deliver notification');
      const consumer = spans.find((span) => span.spanContext().spanId === attempt?.parentSpanContext?.spanId);
      expect(attempt?.attributes['assent.delivery.outcome']).toBe('delivered');
      expect(consumer?.name).toBe('process IntentAuthorized');
      const written = spans.filter(
        (span) => span.parentSpanContext?.spanId === consumer?.spanContext().spanId,
      );
      expect(written.map(({ name }) => name).toSorted()).toEqual([
        'append delivery',
        'append delivery',
        'deliver notification',
      ]);
    }, 10_000);
    expect(buyer.heard[0]?.headers['traceparent']).toBeUndefined();
    buyer.stop();
    await notifications.close();
  });
});
