import { Refused } from '#event-sourcing';
import type { StatementCheck } from './statement-check.js';

/** Sandbox software stays in the sandbox, and production software in production. */
export const isOfThisEnvironment: StatementCheck = ({ environment }, rules) => {
  if (environment.toLowerCase() !== rules.environment) throw new Refused('statement-of-other-environment');
};
