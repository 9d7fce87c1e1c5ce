import type { PublicClient } from '#contracts';
import type { Replicas } from '#replicas';
import type { Received } from '../attempt.js';
import { demand } from '../refuse.js';

const CLIENT_ID = /^[\x21-\x7e]{1,128}$/;

/**
 * MEF 128 R18: the client id is one that this Seller issued, and its client is not deleted. One that is suspended is
 * refused on a page: its redirect URIs are as doubtful as itself.
 */
export const clientIsKnown = async (request: Received, replicas: Replicas): Promise<PublicClient> => {
  const clientId = request.parameters['client_id'];
  demand(!request.repeated.includes('client_id'), 'invalid_request', 'client_id was sent more than once.');
  demand(clientId, 'invalid_request', 'client_id is missing.');
  demand(CLIENT_ID.test(clientId), 'unauthorized_client', 'No such application is registered here.');
  const active = { satisfying: (client: PublicClient) => client.status === 'active' };
  const client = (await replicas.get('client', clientId, active))?.view;
  demand(client?.status !== 'suspended', 'unauthorized_client', 'This application is suspended for now.');
  demand(client?.status === 'active', 'unauthorized_client', 'No such application is registered here.');
  return client;
};
