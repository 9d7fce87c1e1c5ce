import { decodeJwt, decodeProtectedHeader } from 'jose';
import { redirectUriOf } from '../../buyer.js';
import { approveAtSeller } from '../../browser/visit.js';
import { requestAuthorization } from '../../seller/authorization.js';
import { secret } from '../narrator.js';
import { configurationOf, type Step, type Walk } from '../step.js';
import { intentIdOf } from './intent-id-of.js';

/** Steps 5 and 6: a signed request sends the person to the Seller, who signs in and approves. */
export const consent: Step = async (walk, state) => {
  if (state.answer !== undefined && state.authorization) return state;
  const intentId = intentIdOf(state);
  const { buyer, narrator } = walk;
  narrator.step(5, 'authorization: a signed request that names the intent');
  const authorization = await requestAuthorization(buyer, configurationOf(walk), intentId);
  tellRequest(walk, authorization.url);
  narrator.step(6, 'authorization: the person signs in and consents');
  const { pages, answer } = await approveAtSeller(authorization.url, redirectUriOf(buyer), {
    person: walk.person,
    fetch: buyer.connection.browse,
  });
  for (const { title } of pages) narrator.sent(`“${title}”`);
  const parameters = new URLSearchParams(answer.hash.slice(1) || answer.search.slice(1));
  const code = parameters.get('code');
  if (code === null) throw new Error(`the Seller answered ${parameters.get('error') ?? 'without a code'}`);
  narrator.received(`redirect to ${redirectUriOf(buyer)}#…`, {
    code: secret(code),
    id_token: secret(parameters.get('id_token') ?? ''),
    state: parameters.get('state') === authorization.state ? 'as sent' : 'not as sent',
  });
  return { ...state, authorization, answer: answer.href };
};

const tellRequest = ({ narrator }: Walk, url: string): void => {
  const request = new URL(url).searchParams.get('request') ?? '';
  const { alg, kid } = decodeProtectedHeader(request);
  const { response_type, scope, claims } = decodeJwt(request);
  narrator.sent('GET /authorize', { response_type, scope, request: `${alg} JWT, kid ${kid}`, claims });
};
