import type { Facts, Tools } from '../facts.js';

/** RFC 6749 §3.2.1, OIDC Core §9: `private_key_jwt`. The assertion's `jti` is used up with the effect, not before. */
export const clientIsAuthenticated = (
  { form }: Pick<Facts, 'form'>,
  tools: Tools,
): Promise<Pick<Facts, 'client' | 'claim' | 'clientKid'>> => tools.authenticate(form);
