import { Refused } from '#event-sourcing';
import type { StatementCheck } from './statement-check.js';

/** The issuer vouches for an organisation in good standing (MEF 128 R6, R8). */
export const organisationIsActive: StatementCheck = ({ organisation }) => {
  if (organisation.status !== 'Active') throw new Refused('organisation-not-active');
};
