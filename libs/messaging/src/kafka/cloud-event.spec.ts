import { Ajv2020 } from 'ajv/dist/2020.js';
import type { KafkaMessage } from 'kafkajs';
import { cloudEventHeaders } from '#contracts';
import { someContext } from '../fixtures/neighbour.js';
import { fromRecord, NotAnEvent, type Outgoing, toRecord } from './cloud-event.js';
import { toOffset, toPlace } from './kafka-offset.js';

const event: Outgoing = {
  id: '0a1f5c0e-5f3e-4f0a-9d6b-0d5f3b0a7c11',
  service: 'intents',
  stream: 'intent-a',
  version: 3,
  type: 'IntentStaged',
  schemaVersion: 2,
  time: '2026-01-01T00:00:00.000Z',
  data: { view: { status: 'pending', label: 'ü' }, detail: { amount: 7 } },
  metadata: {
    ...someContext(),
    causationId: 'c-1',
    traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  },
};

// As it comes back from a broker: every value a buffer.
const received = (over: Record<string, string | undefined> = {}, value?: string): KafkaMessage => {
  const record = toRecord(event, 2);
  const headers = Object.entries({ ...record.headers, ...over }).filter(([, text]) => text !== undefined);
  return {
    key: Buffer.from(String(record.key)),
    value: Buffer.from(value ?? String(record.value)),
    headers: Object.fromEntries(headers.map(([name, text]) => [name, Buffer.from(String(text))])),
    timestamp: '0',
    attributes: 0,
    offset: '41',
  };
};

describe('CloudEvents 1.0 in binary mode (Kafka protocol binding §3.2)', () => {
  it('has the headers that the AsyncAPI document promises', () => {
    const { properties, required } = cloudEventHeaders;
    const { headers = {} } = toRecord(event, 2);
    expect(Object.keys(headers).toSorted()).toEqual(Object.keys(properties).toSorted());
    const valid = new Ajv2020({ formats: { 'date-time': true } }).compile({
      type: 'object',
      properties,
      required,
    });
    expect([valid(headers), valid.errors]).toEqual([true, null]);
  });

  it('comes back as it went, with its place in the topic', () => {
    const offset = toOffset({ generation: 2, next: 42 });
    expect(fromRecord(received(), 'intents', 5)).toEqual({ ...event, partition: 5, offset });
  });

  it('has the stream as its key, attributes as headers, and data alone as its value', () => {
    const { key, headers, value } = toRecord(event, 1);
    expect(key).toBe('intent-a');
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      ce_specversion: '1.0',
      ce_id: event.id,
      ce_source: '/assent/intents',
      ce_type: 'IntentStaged',
      ce_subject: 'intent-a',
      traceparent: event.metadata.traceparent,
    });
    expect(JSON.parse(String(value))).toEqual(event.data);
  });

  it.each([
    ['another version', received({ ce_specversion: '0.3' }), 'ce_specversion|version 1.0'],
    ['no id', received({ ce_id: undefined }), 'ce_id'],
    ['no subject', received({ ce_subject: undefined }), 'ce_subject'],
    ['a version that is no number', received({ ce_streamversion: 'x' }), 'ce_streamversion'],
    ['a value that is no JSON', received({}, '{"view":'), 'view'],
    ['a value without a view', received({}, '{"detail":{}}'), 'view'],
  ])('is not an event with %s', (_, record, reason) => {
    expect(() => fromRecord(record, 'intents', 0)).toThrow(NotAnEvent);
    expect(() => fromRecord(record, 'intents', 0)).toThrow(new RegExp(reason));
  });
});

describe('an offset', () => {
  it('ascends within a generation and from one to the next, and never is 0 after a record', () => {
    const places = [
      { generation: 1, next: 1 },
      { generation: 1, next: 10 ** 12 },
      { generation: 2, next: 1 },
      { generation: 8191, next: 1 },
    ];
    const offsets = places.map(toOffset);
    expect(offsets).toEqual(offsets.toSorted((a, b) => a - b));
    expect(offsets.map(toPlace)).toEqual(places);
    expect(offsets.every(Number.isSafeInteger)).toBe(true);
    expect(toPlace(0)).toEqual({ generation: 0, next: 0 });
  });
});
