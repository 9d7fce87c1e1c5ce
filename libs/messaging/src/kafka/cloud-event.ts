import type { IHeaders, KafkaMessage, Message as KafkaRecord } from 'kafkajs';
import type { Actor, Context } from '#event-sourcing';
import type { Message } from '../message.js';
import { toOffset } from './kafka-offset.js';

/** What on a topic is no event of ours. */
export class NotAnEvent extends Error {
  override readonly name = 'NotAnEvent';
}

/** A public event as its service's log has it: places in a topic come with the topic. */
export type Outgoing = Omit<Message, 'partition' | 'offset'>;

/**
 * A record in the binary mode of the Kafka binding of CloudEvents 1.0 (§3.2): attributes in headers `ce_…`, data in the
 * value. `traceparent` stands twice: as the extension of CloudEvents, and where OpenTelemetry looks for it.
 */
export const toRecord = (message: Outgoing, generation: number): KafkaRecord => ({
  key: message.stream,
  value: JSON.stringify(message.data),
  headers: {
    'content-type': 'application/json',
    ce_specversion: '1.0',
    ce_id: message.id,
    ce_source: `/assent/${message.service}`,
    ce_type: message.type,
    ce_subject: message.stream,
    ce_time: message.time,
    ce_streamversion: String(message.version),
    ce_schemaversion: String(message.schemaVersion),
    ce_generation: String(generation),
    ...contextHeaders(message.metadata),
  },
});

const contextHeaders = ({ commandId, at, actor, correlationId, ...rest }: Context): IHeaders => ({
  ce_commandid: commandId,
  ce_commandtime: at,
  ce_actorkind: actor.kind,
  ce_actorid: actor.id,
  ce_correlationid: correlationId,
  ...(rest.causationId !== undefined && { ce_causationid: rest.causationId }),
  ...(rest.traceparent !== undefined && { ce_traceparent: rest.traceparent, traceparent: rest.traceparent }),
});

/** Throws `NotAnEvent`. */
export const fromRecord = (record: KafkaMessage, service: string, partition: number): Message => {
  const headers = new Headers(record.headers ?? {});
  if (headers.required('specversion') !== '1.0') throw new NotAnEvent('is not of version 1.0 of CloudEvents');
  return {
    id: headers.required('id'),
    service,
    partition,
    offset: toOffset({ generation: generationOf(record), next: Number(record.offset) + 1 }),
    stream: headers.required('subject'),
    version: headers.positive('streamversion'),
    type: headers.required('type'),
    schemaVersion: headers.positive('schemaversion'),
    time: headers.required('time'),
    data: dataOf(record),
    metadata: contextOf(headers),
  };
};

/** 0 for a record that does not say. */
export const generationOf = ({ headers = {} }: KafkaMessage): number => {
  const generation = Number(headers['ce_generation']?.toString() ?? 0);
  return Number.isSafeInteger(generation) && generation > 0 ? generation : 0;
};

/** When the event was recorded, or what is no event was put on the topic: milliseconds since 1970. */
export const timeOf = ({ headers = {}, timestamp }: KafkaMessage): number => {
  const recorded = Date.parse(headers['ce_time']?.toString() ?? '');
  return Number.isNaN(recorded) ? Number(timestamp) : recorded;
};

const contextOf = (headers: Headers): Context => {
  const causationId = headers.get('causationid');
  const traceparent = headers.get('traceparent');
  return {
    commandId: headers.required('commandid'),
    at: headers.required('commandtime'),
    actor: { kind: headers.required('actorkind') as Actor['kind'], id: headers.required('actorid') },
    correlationId: headers.required('correlationid'),
    ...(causationId !== undefined && { causationId }),
    ...(traceparent !== undefined && { traceparent }),
  };
};

const dataOf = ({ value }: KafkaMessage): Message['data'] => {
  try {
    const data = JSON.parse(value?.toString() ?? '') as Message['data'];
    if (typeof data.view === 'object' && data.view !== null) return data;
  } catch {
    // told below
  }
  throw new NotAnEvent('has no JSON object with a view as its value');
};

class Headers {
  constructor(private readonly headers: IHeaders) {}

  get(attribute: string): string | undefined {
    return this.headers[`ce_${attribute}`]?.toString();
  }

  required(attribute: string): string {
    const value = this.get(attribute);
    if (value === undefined) throw new NotAnEvent(`has no header ce_${attribute}`);
    return value;
  }

  positive(attribute: string): number {
    const value = Number(this.required(attribute));
    if (Number.isSafeInteger(value) && value > 0) return value;
    throw new NotAnEvent(`has no positive number in ce_${attribute}`);
  }
}
