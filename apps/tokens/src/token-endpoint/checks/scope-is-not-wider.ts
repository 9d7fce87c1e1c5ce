import { Refused } from '#event-sourcing';
import type { Facts } from '../facts.js';
import { parseScope, scopeWithin } from '../scope.js';

/** RFC 6749 §6: a refresh may ask for less than was granted, never for more; the grant itself stays as it was. */
export const scopeIsNotWider = ({
  form,
  grant,
  client,
}: Pick<Facts, 'form' | 'grant' | 'client'>): Pick<Facts, 'scope'> => {
  const granted = scopeWithin(grant.terms.scope, client.scope).split(' ');
  if (form.scope === undefined) return { scope: granted.join(' ') };
  const asked = parseScope(form.scope);
  if (asked.some((value) => !granted.includes(value))) throw new Refused('scope-not-allowed');
  return { scope: asked.join(' ') };
};
