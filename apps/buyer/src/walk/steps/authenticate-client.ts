import { configure } from '../../seller/configuration.js';
import { serviceToken } from '../../seller/service-token.js';
import { subscribe } from '../../seller/subscription.js';
import { secret } from '../narrator.js';
import type { Step } from '../step.js';

/** Step 3: the client proves its key and gets a token of its own; with it, it asks to be told of changes. */
export const authenticateClient: Step = async (walk, state) => {
  const { buyer, narrator, session } = walk;
  const { registration } = state;
  if (!registration) throw new Error('register first');
  narrator.step(3, 'tokens: client_credentials with private_key_jwt');
  narrator.sent('POST /token', { client_assertion: `ES256 JWT, kid ${buyer.identity.kid}` });
  session.configuration = await configure(buyer, registration.clientId);
  const tokens = await serviceToken(session.configuration);
  session.accessToken = tokens.access_token;
  narrator.received('200', { access_token: secret(tokens.access_token), scope: tokens.scope });
  const subscribed = await subscribe(buyer, registration, tokens.access_token);
  narrator.note(`notifications go to ${buyer.home} (subscription ${subscribed.subscriptionId})`);
  return { ...state, registration: subscribed };
};
