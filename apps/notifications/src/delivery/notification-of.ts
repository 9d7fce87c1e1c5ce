import { sha256 } from '#crypto';
import type { Message } from '#messaging';
import type { EventTypeName } from '../event-types.js';
import type { Notification } from './delivery.events.js';

/** A change that Buyers are told of. */
export interface Change {
  readonly clientId: string;
  readonly eventType: EventTypeName;
  readonly resource: { readonly id: string; readonly state: string };
}

/** Public events that are changes of state. What a client is told at once, in the answer to its own request, is none. */
const changes: Readonly<Record<string, (view: Readonly<Record<string, unknown>>) => Change>> = {
  IntentAuthorized: intent,
  IntentRejected: intent,
  IntentWithdrawn: intent,
  IntentRevoked: intent,
  IntentExpired: intent,
  IntentConsumptionRecorded: intent,
  QuoteStateChanged: quote,
  ClientSuspended: client,
  ClientReinstated: client,
};

export const changeTypes = Object.keys(changes);

export const changeOf = ({ type, data }: Message): Change | undefined =>
  Object.hasOwn(changes, type) ? changes[type]?.(data.view) : undefined;

/** The notification of one change to one listener, with the same ids however often the message comes. */
export const notificationOf = (message: Message, change: Change, listenerId: string): Notification => {
  const id = sha256(`${listenerId} ${message.id}`);
  const { correlationId, traceparent } = message.metadata;
  return {
    deliveryId: id.subarray(0, 16).toString('base64url'),
    clientId: change.clientId,
    listenerId,
    eventId: message.id,
    eventType: change.eventType,
    eventTime: message.time,
    subject: message.stream,
    resource: change.resource,
    correlationId,
    ...(traceparent !== undefined && { traceparent }),
    interactionId: uuidOf(id.subarray(16)),
  };
};

function intent(view: Readonly<Record<string, unknown>>): Change {
  const resource = { id: String(view.intentId), state: String(view.status) };
  return { clientId: String(view.clientId), eventType: 'intentStateChangeEvent', resource };
}

function quote(view: Readonly<Record<string, unknown>>): Change {
  const resource = { id: String(view.quoteId), state: String(view.state) };
  return { clientId: String(view.clientId), eventType: 'quoteStateChangeEvent', resource };
}

function client(view: Readonly<Record<string, unknown>>): Change {
  const clientId = String(view.clientId);
  const resource = { id: clientId, state: String(view.status) };
  return { clientId, eventType: 'clientStateChangeEvent', resource };
}

// A version 8 UUID (RFC 9562 §5.8).
const uuidOf = (sixteen: Buffer): string => {
  const bytes = Buffer.from(sixteen);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};
