import { Refused } from '#event-sourcing';
import { scopesOf } from '../../roles.js';
import type { MetadataCheck } from './metadata-check.js';

/** RFC 6749 §3.3 syntax: tokens of printable ASCII, one space between. */
const syntax = /^[\x21\x23-\x5B\x5D-\x7E]+( [\x21\x23-\x5B\x5D-\x7E]+)*$/;

/** A client may ask for what the roles of its software allow, and no more. */
export const scopeFitsTheRoles: MetadataCheck = ({ scope }, { stated }) => {
  if (scope === undefined) return;
  const allowed = scopesOf(stated.roles);
  if (!syntax.test(scope) || !scope.split(' ').every((one) => allowed.includes(one)))
    throw new Refused('scope-not-allowed');
};
