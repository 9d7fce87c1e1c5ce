import * as client from 'openid-client';
import { insist } from './patience.js';

/** An access token of the client itself, to stage intents and to manage notifications; every attempt signs a new assertion. */
export const serviceToken = async (
  configuration: client.Configuration,
): Promise<client.TokenEndpointResponse> =>
  insist(() =>
    client.clientCredentialsGrant(configuration, { scope: 'intents notifications retrieveQuote listQuote' }),
  );
