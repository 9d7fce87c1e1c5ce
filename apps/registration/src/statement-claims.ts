import type { Claim } from '#event-sourcing';
import type { AcceptedStatement } from './statement/statements.js';

const forEver = '9999-12-31T23:59:59.999Z';

/** What a registration reserves: the statement, once; and the software, for one client at a time unless its issuer's terms allow many. */
export const claimsOf = (accepted: AcceptedStatement, generation: number): readonly Claim[] => {
  const { issuer, software } = accepted.statement;
  const key = JSON.stringify([issuer, software.id, generation]);
  const one = accepted.terms.clientsPerSoftware === 'one';
  return [statementClaim(accepted), ...(one ? [{ scope: 'software', key, expiresAt: forEver }] : [])];
};

/** A statement's `jti` works once, for as long as anyone could present it; its issuer need not sign an end. */
export const statementClaim = ({ statement: { issuer, jti } }: AcceptedStatement): Claim => ({
  scope: 'ssa',
  key: JSON.stringify([issuer, jti]),
  expiresAt: forEver,
});
