import { Refused } from '#event-sourcing';
import type { Form } from '../clients.js';

/** The `token` parameter of RFC 7009 §2.1 and RFC 7662 §2.1; its type hint is not needed, since tokens tell themselves. */
export const tokenOf = ({ token }: Form): string => {
  if (!token) throw new Refused('missing-parameter', { parameter: 'token' });
  return token;
};
