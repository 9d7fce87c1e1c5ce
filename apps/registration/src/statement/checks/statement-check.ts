import type { SoftwareStatement } from '../statement.js';

/** What a statement is held against. */
export interface StatementRules {
  readonly mode: 'sandbox' | 'production';
  /** Of the software that is registered here. */
  readonly environment: 'sandbox' | 'production';
  readonly now: Date;
  /** Seconds that a statement may have been out. */
  readonly maxAge: number;
}

/** One thing that must hold for a statement; throws `Refused` when it does not. */
export type StatementCheck = (statement: SoftwareStatement, rules: StatementRules) => void;
