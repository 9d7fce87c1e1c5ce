/** What can be wrong with a log; stable, for scripts. */
export type Problem =
  | 'event-missing'
  | 'event-unknown'
  | 'chain-broken'
  | 'not-replayable'
  | 'publication-differs'
  | 'position-out-of-order'
  | 'position-missing'
  | 'event-not-queued'
  | 'stream-missing'
  | 'kind-unknown'
  | 'version-differs'
  | 'head-differs'
  | 'state-differs';

/** One way in which the tables are not what the events say. */
export interface Difference {
  readonly service: string;
  /** Null where it cannot be told which. */
  readonly stream: string | null;
  readonly version: number | null;
  readonly problem: Problem;
  /** One sentence for people; no personal data. */
  readonly what: string;
}

export type Report = (difference: Omit<Difference, 'service'>) => void;
