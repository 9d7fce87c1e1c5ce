import type { Actor } from '#event-sourcing';
import { type Evidence, evidenceOf } from './evidence.js';
import { titleOf } from './wording.js';

/** One event of any service, as audit tells of it: who, what, when, why, by which token and key. */
export interface Entry extends Evidence {
  /** Id of the event. */
  readonly id: string;
  /** When it was written, RFC 3339. */
  readonly at: string;
  readonly service: string;
  /** In the log of the service. */
  readonly position: number;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly title: string;
  readonly actor: Actor;
  readonly correlationId: string;
  /** Id of the event or command that led to it. */
  readonly causationId?: string;
  /** What caused it, when that is a public event. */
  readonly causedBy?: string;
  readonly view: Readonly<Record<string, unknown>>;
  readonly detail?: Readonly<Record<string, unknown>>;
}

export interface EntryRow {
  readonly id: string;
  readonly recorded_at: Date;
  readonly service: string;
  readonly position: number;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly correlation: string;
  readonly causation: string | null;
  readonly cause: string | null;
  readonly actor: Actor;
  readonly view: Record<string, unknown>;
  readonly detail: Record<string, unknown> | null;
}

export const toEntry = (row: EntryRow): Entry => ({
  id: row.id,
  at: row.recorded_at.toISOString(),
  service: row.service,
  position: row.position,
  stream: row.stream,
  version: row.version,
  type: row.type,
  title: titleOf(row.type),
  actor: row.actor,
  ...evidenceOf(row.type, row.detail ?? {}),
  correlationId: row.correlation,
  ...(row.causation && { causationId: row.causation }),
  ...(row.cause && { causedBy: titleOf(row.cause) }),
  view: row.view,
  ...(row.detail && { detail: row.detail }),
});
