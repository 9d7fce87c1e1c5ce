import { createHash } from 'node:crypto';
import type { Context } from '#event-sourcing';
import type { Message } from './message.js';

/** The context of a command that a message causes: same correlation, and an id that is the same on every redelivery. */
export const reactionContext = (consumer: string, message: Message, at: Date, target = ''): Context => ({
  commandId: deterministicId(`${consumer}|${message.id}|${target}`),
  at: at.toISOString(),
  actor: { kind: 'service', id: consumer },
  correlationId: message.metadata.correlationId,
  causationId: message.id,
  ...(message.metadata.traceparent && { traceparent: message.metadata.traceparent }),
});

// A version 8 UUID (RFC 9562 §5.8) from the hash of the cause.
const deterministicId = (cause: string): string => {
  const bytes = createHash('sha256').update(cause).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};
