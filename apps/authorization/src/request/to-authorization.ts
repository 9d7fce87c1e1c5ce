import { sha256Base64url } from '#crypto';
import type { AuthorizationRequested } from '../authorization/authorization.events.js';
import type { Complete } from './attempt.js';
import { canonicalResponseType } from './checks/response-type-is-allowed.js';
import { responseModeOf } from './checks/response-mode-is-allowed.js';
import { requestedAcr } from './claims.js';

type RequestedFacts = Omit<AuthorizationRequested, 'type' | 'authorizationId'>;

/** What is remembered of a request that passed: the words of its object, and the object itself as proof. */
export const toAuthorization = (
  request: Complete,
  browserHash: string,
  interactionLifetime: number,
): RequestedFacts => {
  const { object, header, client, redirectUri, intents, at } = request;
  // What was in the JWE, if there was one: the signature is what proves, to whom the envelope was is of no use to anybody.
  const jwt = request.envelope.jws ?? '';
  return {
    clientId: client.clientId,
    redirectUri,
    responseType: canonicalResponseType(text(object['response_type']) ?? ''),
    responseMode: responseModeOf(object['response_type'], object['response_mode']),
    scope: text(object['scope']) ?? '',
    ...optional('nonce', text(object['nonce'])),
    ...optional('codeChallenge', text(object['code_challenge'])),
    intentIds: intents.map(({ intentId }) => intentId),
    authentication: authenticationOf(object),
    browserHash,
    requestedAt: at.toISOString(),
    expiresAt: new Date(at.getTime() + interactionLifetime * 1000).toISOString(),
    evidence: { requestObjectHash: sha256Base64url(jwt), alg: header.alg, ...optional('kid', header.kid) },
    hints: {
      ...optional('state', text(object['state'])),
      ...optional('loginHint', text(object['login_hint'])?.slice(0, 256)),
    },
    requestObject: jwt,
  };
};

const authenticationOf = (object: Complete['object']): RequestedFacts['authentication'] => {
  const maxAge = object['max_age'];
  return {
    acrValues: requestedAcr(object),
    ...(typeof maxAge === 'number' && { maxAge }),
    prompt: text(object['prompt'])?.split(' ') ?? [],
  };
};

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const optional = <K extends string>(name: K, value: string | undefined): { readonly [P in K]?: string } =>
  (value === undefined ? {} : { [name]: value }) as { readonly [P in K]?: string };
