import { demand } from '../load/check.js';
import type { Connection } from '../load/connection.js';
import { postForm } from '../load/requests.js';
import type { Scenario } from '../load/scenario.js';
import { ClientSigner } from '../load/signing.js';
import type { Target } from '../subject.js';

/** What the client may ask for without a person. */
const scopeOf = ({ name }: Target): string => (name === 'oidc-provider' ? 'createQuote' : 'intents');

/** A `client_credentials` request with a fresh assertion; `more` adds parameters. */
export const tokenRequest = (
  target: Target,
  signer: ClientSigner,
  more: Record<string, string> = {},
): string =>
  postForm(target.origin, '/token', {
    grant_type: 'client_credentials',
    scope: scopeOf(target),
    ...signer.authentication(),
    ...more,
  });

/** One access token, for scenarios that use it. */
export const fetchToken = async (
  connection: Connection,
  target: Target,
  more: Record<string, string> = {},
): Promise<string> => {
  const answer = await connection.send(tokenRequest(target, new ClientSigner(target), more));
  return String(demand(answer, 200, 'access_token')['access_token']);
};

/** `client_credentials` with `private_key_jwt` (RFC 6749 §4.4, RFC 7523). */
export const tokens = (target: Target): Scenario => {
  let requests: string[] = [];
  return {
    prepare: async (operations) => {
      const signer = new ClientSigner(target);
      requests = Array.from({ length: operations }, () => tokenRequest(target, signer));
    },
    run: async (connection, index) => {
      demand(await connection.send(requests[index]!), 200, 'access_token', 'expires_in');
    },
  };
};
