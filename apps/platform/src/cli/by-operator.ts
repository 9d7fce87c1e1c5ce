import { uuid } from '#crypto';
import { type Context, SystemClock } from '#event-sourcing';
import { newTrace } from '#service';

/** What the command line does is an operator's doing. */
export const byOperator = (): Context => {
  const { correlationId, traceparent } = newTrace();
  const actor = { kind: 'operator', id: 'command-line' } as const;
  return { commandId: uuid(), at: new SystemClock().now().toISOString(), actor, correlationId, traceparent };
};
