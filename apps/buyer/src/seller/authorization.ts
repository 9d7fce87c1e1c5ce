import * as client from 'openid-client';
import { type Buyer, redirectUriOf } from '../buyer.js';

/** A request for consent that is under way, as much as is needed to check and redeem the answer. */
export interface PendingAuthorization {
  readonly url: string;
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

export const strongAuthentication = 'urn:mef:lso:security:oidc:acr:sca';

/** The address to send the person to: a signed request object that names the intent (MEF 128 R25–R28). */
export const requestAuthorization = async (
  buyer: Buyer,
  configuration: client.Configuration,
  intentId: string,
  responseMode?: 'form_post',
): Promise<PendingAuthorization> => {
  const state = client.randomState();
  const nonce = client.randomNonce();
  const codeVerifier = client.randomPKCECodeVerifier();
  const outer = {
    response_type: 'code id_token',
    scope: 'openid createQuote',
    redirect_uri: redirectUriOf(buyer),
    ...(responseMode && { response_mode: responseMode }),
  };
  const inner = {
    ...outer,
    state,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
    claims: JSON.stringify(claimsFor(intentId)),
  };
  const { privateKey: key, kid } = buyer.identity;
  const signed = await client.buildAuthorizationUrlWithJAR(configuration, inner, { key, kid });
  const request = signed.searchParams.get('request') ?? '';
  // MEF 128 R16–R24: the parameters stand outside as well, equal to those inside (R17).
  const url = client.buildAuthorizationUrl(configuration, { ...outer, request }).href;
  return { url, state, nonce, codeVerifier };
};

const claimsFor = (intentId: string) => ({
  id_token: {
    meflso_intent_id: { value: intentId, essential: true },
    acr: { values: [strongAuthentication], essential: true },
  },
});

/** The tokens of a consented intent. */
export interface ConsentedTokens {
  readonly accessToken: string;
  readonly resourceToken: string;
  readonly subject: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

/**
 * Checks the front-channel answer (signature, nonce, state, `c_hash`, `s_hash`), redeems the code, and checks that
 * both id_tokens speak of the same person and intent.
 */
export const redeem = async (
  configuration: client.Configuration,
  answer: URL | Request,
  pending: PendingAuthorization,
  intentId: string,
): Promise<ConsentedTokens> => {
  const tokens = await client.authorizationCodeGrant(configuration, answer, {
    expectedState: pending.state,
    expectedNonce: pending.nonce,
    pkceCodeVerifier: pending.codeVerifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (!claims || claims['meflso_intent_id'] !== intentId)
    throw new Error('the id_token is not for the intent that was asked for');
  const resourceToken = tokens['resource_token'];
  if (typeof resourceToken !== 'string') throw new Error('there is no resource token in the answer');
  return { accessToken: tokens.access_token, resourceToken, subject: claims.sub, claims };
};
