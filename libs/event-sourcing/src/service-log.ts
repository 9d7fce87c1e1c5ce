import type { AnyAggregate } from './aggregate.js';
import type { Projection } from './projection.js';

/** What a service writes. */
export interface ServiceLog {
  /** Also the name of its database schema and of its topic. */
  readonly service: string;
  readonly aggregates: readonly AnyAggregate[];
  readonly projections?: readonly Projection[];
  /** TypeORM migration classes beyond those of the log itself. */
  // eslint-disable-next-line typescript/no-explicit-any -- TypeORM's own type for migration classes
  readonly migrations?: readonly (new () => any)[];
}
