import type { Opened } from '../attempt.js';
import { demand } from '../refuse.js';

/** FAPI 1.0 Advanced §5.2.2 items 15 and OIDC Core §6.1: issued by the client, for this issuer, and no client assertion. */
export const requestObjectIsForUs = ({ object, client, issuer }: Opened): void => {
  demand(object.iss === client.clientId, 'invalid_request_object', 'iss must be the client_id.');
  demand(
    object['client_id'] === client.clientId,
    'invalid_request_object',
    'client_id must be the client itself.',
  );
  const audience = Array.isArray(object.aud) ? object.aud : [object.aud];
  demand(audience.includes(issuer), 'invalid_request_object', 'aud must be, or include, the issuer.');
  // RFC 9101 §10.8: a `sub` that is the client_id makes a JWT that could pass as a client assertion.
  demand(object.sub !== client.clientId, 'invalid_request_object', 'sub must not be the client_id.');
  const { jti } = object as { readonly jti?: unknown };
  const sane = jti === undefined || (typeof jti === 'string' && jti !== '' && jti.length <= 256);
  demand(sane, 'invalid_request_object', 'jti must be 1 to 256 characters.');
  const nested = 'request' in object || 'request_uri' in object; // RFC 9101 §4
  demand(!nested, 'invalid_request_object', 'A request object holds neither request nor request_uri.');
};
