import type { Connection } from './connection.js';

/** Something that clients do again and again. */
export interface Scenario {
  /** Makes what is made before the clock runs, for so many operations: assertions are signed, tokens fetched. */
  prepare(operations: number, connections: readonly Connection[]): Promise<void>;
  /** One operation, its answers checked. Rejects for a wrong one. */
  run(connection: Connection, index: number): Promise<void>;
}
