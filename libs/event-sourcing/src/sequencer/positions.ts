import type { Tenure } from './lease.js';

/** Who gives positions to the events that a store writes. */
export interface Positions {
  /** Leave of this process to give them, while it has that. */
  readonly tenure: Tenure | undefined;
  /** Told after each transaction that wrote events, and whether it gave them positions. */
  written(positioned: boolean): void;
  /** Resolves when what waited in the queue has its positions, or when this process may not give them. Never rejects. */
  catchUp(): Promise<void>;
}
