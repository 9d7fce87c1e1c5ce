import { randomUUID } from 'node:crypto';
import type { Context } from '#event-sourcing';

/** The context of a command, for specs: a client's, at the start of 2026 (when `TestClock` stands), unless told otherwise. */
export const context = (overrides: Partial<Context> = {}): Context => ({
  commandId: randomUUID(),
  at: '2026-01-01T00:00:00.000Z',
  actor: { kind: 'client', id: 'client-1' },
  correlationId: '0af7651916cd43dd8448eb211c80319c',
  ...overrides,
});
