import { hasARoleHere } from './checks/has-a-role-here.js';
import { hasRedirectUris } from './checks/has-redirect-uris.js';
import { isCurrent } from './checks/is-current.js';
import { isOfThisEnvironment } from './checks/is-of-this-environment.js';
import { keysAreAtASafeAddress } from './checks/keys-are-at-a-safe-address.js';
import { organisationIsActive } from './checks/organisation-is-active.js';
import type { StatementCheck } from './checks/statement-check.js';

/** What must hold for a statement once its signature is good, in this order. */
export const statementChecks: readonly StatementCheck[] = [
  isCurrent,
  isOfThisEnvironment,
  organisationIsActive,
  hasARoleHere,
  hasRedirectUris,
  keysAreAtASafeAddress,
];
