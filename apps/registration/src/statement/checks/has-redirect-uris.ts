import { Refused } from '#event-sourcing';
import type { StatementCheck } from './statement-check.js';

/** Without one, no redirect URI could ever be within the statement (MEF 128 R19, R20). */
export const hasRedirectUris: StatementCheck = ({ redirectUris }) => {
  if (redirectUris.length === 0) throw new Refused('statement-without-redirect-uri');
};
