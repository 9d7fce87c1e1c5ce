import { decodeJwt, decodeProtectedHeader } from 'jose';
import { redeem } from '../../seller/authorization.js';
import { secret } from '../narrator.js';
import { configurationOf, type Step, type Walk } from '../step.js';
import { intentIdOf } from './intent-id-of.js';

/** Steps 7 and 8: the front-channel id_token signs the code and the state; then the code is redeemed, once. */
export const redeemCode: Step = async (walk, state) => {
  if (state.tokens) return state;
  const { authorization, answer } = state;
  if (!authorization || answer === undefined) throw new Error('ask for consent first');
  const { narrator } = walk;
  const tokens = await redeem(configurationOf(walk), new URL(answer), authorization, intentIdOf(state));
  tellCheck(walk, answer);
  narrator.step(8, 'tokens: redeem the code');
  narrator.sent('POST /token', {
    grant_type: 'authorization_code',
    code_verifier: secret(authorization.codeVerifier),
  });
  narrator.received('200', {
    access_token: secret(tokens.accessToken),
    resource_token: secret(tokens.resourceToken),
    id_token: `sub ${tokens.subject}, meflso_intent_id ${String(tokens.claims['meflso_intent_id'])}`,
  });
  return { ...state, tokens };
};

const tellCheck = ({ narrator }: Walk, answer: string): void => {
  const idToken = new URLSearchParams(new URL(answer).hash.slice(1)).get('id_token') ?? '';
  const { alg, kid } = decodeProtectedHeader(idToken);
  const { c_hash, s_hash, acr, sub } = decodeJwt(idToken);
  narrator.step(7, 'buyer: check the id_token, the detached signature of the answer');
  narrator.received(`good ${alg} signature of kid ${kid}`, { c_hash, s_hash, nonce: 'as sent', acr, sub });
};
