import { confirmationOf } from '#oauth';
import type { LiveToken } from './live-tokens.js';
import { seconds } from '../minting/lifetimes.js';
import { intentClaim } from '../minting/intent-claim.js';

/** RFC 7662 §2.2; a token that is not active says nothing else. */
export type Introspection =
  { readonly active: false } | ({ readonly active: true } & Record<string, unknown>);

export const inactive: Introspection = { active: false };

/** What the one who may know is told of a token. */
export const introspectionOf = ({ token, grant }: LiveToken): Introspection => {
  const { grantId, clientId, scope, sub, intentIds, sender } = grant.terms;
  if (token.use === 'refresh')
    return {
      active: true,
      client_id: clientId,
      scope,
      sub: sub ?? clientId,
      jti: token.jti,
      exp: seconds(grant.refresh!.expiresAt),
      grant_id: grantId,
      ...intentClaim(intentIds),
      ...confirmationOf(sender?.thumbprint),
    };
  return { active: true, ...token.claims, ...(token.use === 'access' && { token_type: 'Bearer' }) };
};
