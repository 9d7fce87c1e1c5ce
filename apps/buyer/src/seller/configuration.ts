import * as client from 'openid-client';
import type { Buyer } from '../buyer.js';
import { insist } from './patience.js';

/** The Seller as openid-client sees it, with this Buyer's credential: discovery, a key or a certificate, hybrid flow with detached signature. */
export const configure = async (
  { seller, identity, connection, authenticatesByTls }: Buyer,
  clientId: string,
): Promise<client.Configuration> => {
  const metadata = {
    response_types: ['code id_token'],
    id_token_signed_response_alg: 'PS256',
    request_object_signing_alg: 'ES256',
    use_mtls_endpoint_aliases: connection.subject !== undefined,
  };
  const authentication = authenticatesByTls
    ? client.TlsClientAuth()
    : client.PrivateKeyJwt({ key: identity.privateKey, kid: identity.kid });
  const execute = seller.startsWith('http:') ? [client.allowInsecureRequests] : [];
  const configuration = await insist(() =>
    client.discovery(new URL(seller), clientId, metadata, authentication, {
      execute,
      [client.customFetch]: connection.fetch as client.CustomFetch,
    }),
  );
  client.useCodeIdTokenResponseType(configuration);
  client.enableDetachedSignatureResponseChecks(configuration); // c_hash and s_hash: FAPI 1.0 Advanced §5.2.3
  return configuration;
};
