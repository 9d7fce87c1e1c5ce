import { Refused } from '#event-sourcing';
import type { Facts } from '../facts.js';
import { parseScope } from '../scope.js';

/** What only a person's consent gives. */
const consented = ['openid', 'createQuote'];

/** RFC 6749 §3.3, §4.4.2: within what is registered; when left out, all that a client may have without a person. */
export const scopeIsForClients = ({ form, client }: Pick<Facts, 'form' | 'client'>): Pick<Facts, 'scope'> => {
  const registered = client.scope.split(' ').filter((value) => !consented.includes(value));
  const asked = form.scope === undefined ? registered : parseScope(form.scope);
  if (asked.length === 0 || asked.some((value) => !registered.includes(value)))
    throw new Refused('scope-not-allowed');
  return { scope: asked.join(' ') };
};
