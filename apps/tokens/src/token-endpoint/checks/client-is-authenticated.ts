import type { Facts, Tools } from '../facts.js';

/** RFC 6749 §3.2.1, OIDC Core §9, RFC 8705 §2. The `jti` of an assertion is used up with the effect, not before. */
export const clientIsAuthenticated = (
  { form, certificate }: Pick<Facts, 'form' | 'certificate'>,
  tools: Tools,
): Promise<Pick<Facts, 'client' | 'claims' | 'clientKid'>> => tools.authenticate(form, certificate);
