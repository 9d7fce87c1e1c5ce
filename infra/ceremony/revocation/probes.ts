import { intentFor, ownQuote, Browser, flow } from '#testing';
import { quotesPath } from '../../chaos/client/walk.js';
import type { CertifiedBuyer } from '../load/certified-buyer.js';
import { by } from '../load/connection.js';

export type Server = 'tokens' | 'authorization' | 'intents' | 'quotes' | 'notifications';

/** What a server is asked; true when it refuses. */
export type Refuses = () => Promise<boolean>;

const scope = 'intents notifications listQuote';

/** One request to each server, by a client that is in good standing now, over connections by the certificate of now. */
export const probesOf = async (buyer: CertifiedBuyer): Promise<Readonly<Record<Server, Refuses>>> => {
  const { walking, connection } = await buyer.present();
  const { client } = walking;
  const token = await by(connection, () => flow.clientToken(client, scope));
  const intent = await by(connection, () =>
    flow.stage(client, token, intentFor(ownQuote('new-ethernet-line'))),
  );
  const headers = { authorization: `Bearer ${token}` };
  const resource = (path: string) => (): Promise<boolean> =>
    by(connection, async () => (await flow.call('GET', `${client.api}${path}`, { headers })).status === 401);
  const form = { grant_type: 'client_credentials', scope: 'intents' };
  return {
    tokens: () => by(connection, async () => (await flow.token(client, form)).status !== 200),
    authorization: async () => {
      const query = await flow.authorizationQuery(client, intent);
      const { response } = await new Browser(client.issuer).open(`/authorize?${query}`);
      // To the Buyer, with an error (RFC 6749 §4.1.2.1), or to nobody.
      const sentBack = response.headers.get('location')?.startsWith(client.redirectUri);
      return sentBack === true || response.status >= 400;
    },
    intents: resource('/intents?limit=1'),
    quotes: resource(`${quotesPath}?limit=1`),
    notifications: resource('/hub'),
  };
};
