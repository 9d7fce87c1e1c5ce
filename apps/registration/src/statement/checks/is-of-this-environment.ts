import { Refused } from '#event-sourcing';
import type { StatementCheck } from './statement-check.js';

/** Sandbox software stays in the sandbox, and production software in production. */
export const isOfThisEnvironment: StatementCheck = ({ environment }, { mode }) => {
  if (environment.toLowerCase() !== mode) throw new Refused('statement-of-other-environment');
};
