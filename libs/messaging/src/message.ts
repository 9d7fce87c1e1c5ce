import type { Context } from '#event-sourcing';

/** A public event of a service, as its neighbours receive it. */
export interface Message {
  /** Id of the event; the same on every delivery. */
  readonly id: string;
  /** Name of the service that wrote it. */
  readonly service: string;
  readonly partition: number;
  /** Dense within a partition for the log adapter; ascending for every adapter. */
  readonly offset: number;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly schemaVersion: number;
  /** RFC 3339. */
  readonly time: string;
  readonly data: {
    readonly view: Readonly<Record<string, unknown>>;
    readonly detail?: Readonly<Record<string, unknown>>;
  };
  readonly metadata: Context;
}
