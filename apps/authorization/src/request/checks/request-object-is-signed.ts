import { decodeProtectedHeader, type JWTHeaderParameters, type JWTPayload } from 'jose';
import { Refused } from '#event-sourcing';
import type { ClientKeys } from '#oauth';
import type { Addressed } from '../attempt.js';
import { demand, refuse } from '../refuse.js';

/** RFC 9101 §10.8 and RFC 8725 §3.11: a JWT of another kind is no request object. */
const TYPES = new Set(['jwt', 'oauth-authz-req+jwt', 'application/oauth-authz-req+jwt']);

/**
 * MEF 128 R25, R26 and FAPI 1.0 Advanced §5.2.2 item 1: a request object is there, and is a JWS by a key of the client.
 * `none`, HMAC and RS256 are not among the profile's algorithms, and a client that registered one is held to it.
 */
export const requestObjectIsSigned = async (
  request: Addressed,
  keys: ClientKeys,
): Promise<{ readonly header: JWTHeaderParameters; readonly object: JWTPayload }> => {
  const { jws: jwt, refusal } = request.envelope;
  demand(!refusal, 'invalid_request_object', refusal ?? '');
  demand(jwt, 'invalid_request', 'request is missing: a signed request object is required.');
  const { alg, typ } = protectedHeader(jwt);
  const { client, profile } = request;
  const registered = client.requestObjectSigningAlg;
  const algorithms = profile.signingAlgorithms.filter(
    (one) => registered === undefined || one === registered,
  );
  demand(
    typeof alg === 'string' && algorithms.includes(alg),
    'invalid_request_object',
    `The request object must be signed with ${algorithms.join(' or ')}.`,
  );
  const isRequestObject = typ === undefined || (typeof typ === 'string' && TYPES.has(typ.toLowerCase()));
  demand(isRequestObject, 'invalid_request_object', 'This JWT is not a request object.');
  try {
    const { header, payload } = await keys.verifyRequest(client, jwt, algorithms);
    return { header, object: payload };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (error.reason !== 'jwks-unavailable') return unsigned();
    return refuse('temporarily_unavailable', "The application's keys cannot be fetched at the moment.");
  }
};

const unsigned = (): never =>
  refuse('invalid_request_object', 'The signature of the request object is not good.');

const protectedHeader = (jwt: string): { readonly alg?: unknown; readonly typ?: unknown } => {
  const parts = jwt.split('.').length;
  demand(parts === 3, 'invalid_request_object', 'The request object must be a compact JWS, or one in a JWE.');
  try {
    return decodeProtectedHeader(jwt);
  } catch {
    return refuse('invalid_request_object', 'The request object is not a JWS.');
  }
};
