import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { type Buyer, redirectUriOf } from '../buyer.js';
import { type Answer, objectOf, textOf } from './answer.js';
import { send } from './send.js';

/** The name under which the Seller authenticates at this Buyer's token endpoint, for notifications. */
export const sellerClientId = 'seller-notifications';

export interface RegisteredClient {
  readonly clientId: string;
  readonly registrationAccessToken: string;
}

/** Registers the software by its statement (RFC 7591). A repeat that lost the first answer proves its key to get access again. */
export const register = async (
  buyer: Buyer,
  statement: string,
  presentation?: string,
): Promise<RegisteredClient> => {
  const url = `${buyer.seller}/register`;
  const presented = presentation === undefined ? {} : { legal_entity_presentation: presentation };
  const body = { software_statement: statement, ...presented, ...metadata(buyer) };
  const first = await send(buyer, { method: 'POST', url, json: body });
  if ('registration_access_token' in objectOf(first)) return clientOf(first);
  const clientId = textOf(first, 'client_id');
  const proof = {
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await assertion(buyer, clientId, url),
  };
  return clientOf(await send(buyer, { method: 'POST', url, json: { ...body, ...proof } }));
};

/** Whether the Seller still knows the client (RFC 7592 §2.1). */
export const isRegistered = async (buyer: Buyer, client: RegisteredClient): Promise<boolean> => {
  const url = `${buyer.seller}/register/${client.clientId}`;
  const answer = await send(buyer, { url, bearer: client.registrationAccessToken, expected: [401] });
  return answer.status === 200;
};

const clientOf = (answer: Answer): RegisteredClient => ({
  clientId: textOf(answer, 'client_id'),
  registrationAccessToken: textOf(answer, 'registration_access_token'),
});

const metadata = (buyer: Buyer) => ({
  redirect_uris: [redirectUriOf(buyer)],
  grant_types: ['authorization_code', 'client_credentials', 'refresh_token'],
  response_types: ['code id_token'],
  ...authentication(buyer),
  request_object_signing_alg: 'ES256',
  id_token_signed_response_alg: 'PS256',
  meflso_listener_token_endpoint: `${buyer.home}/token`,
  meflso_listener_client_id: sellerClientId,
  // Nobody who got hold of its tokens can act for this Buyer without its key and the secrets of a conversation.
  meflso_payload_authenticity: 'required',
  ...(buyer.bodies && { meflso_body_forms: [buyer.bodies] }),
});

// With a certificate, access tokens are bound to it (RFC 8705 §3.4); it may stand for the client as well (§2.1).
const authentication = ({ connection: { subject }, authenticatesByTls }: Buyer) => ({
  ...(subject !== undefined && { tls_client_certificate_bound_access_tokens: true }),
  ...(authenticatesByTls
    ? { token_endpoint_auth_method: 'tls_client_auth', tls_client_auth_subject_dn: subject }
    : { token_endpoint_auth_method: 'private_key_jwt', token_endpoint_auth_signing_alg: 'ES256' }),
});

const assertion = ({ identity }: Buyer, clientId: string, audience: string): Promise<string> =>
  new SignJWT({ jti: randomUUID() })
    .setProtectedHeader({ alg: 'ES256', kid: identity.kid })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime('1 minute')
    .sign(identity.privateKey);
