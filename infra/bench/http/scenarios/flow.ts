import { Browser } from '../load/browser.js';
import { demand } from '../load/check.js';
import type { Answer, Connection } from '../load/connection.js';
import { formWith } from '../load/forms.js';
import { postJson } from '../load/requests.js';
import type { Scenario } from '../load/scenario.js';
import { ClientSigner } from '../load/signing.js';
import type { Target } from '../subject.js';
import { codeOf, redemption } from './redemption.js';
import { quoteRequest, stagingRequest } from './staging.js';
import { fetchToken } from './tokens.js';

const SCOPE = 'openid createQuote';

/** Steps 3 to 9: a token, an intent, the request, the page and the decision, the code, the tokens, the quote. */
export const flow = (target: Target): Scenario => {
  const walk = new Walk(target);
  return {
    prepare: async (_operations, connections) => {
      // Each connection is a person's browser that has signed in; side by side that would only queue for the hashing.
      for (const connection of connections) await walk.run(connection);
    },
    run: (connection) => walk.run(connection),
  };
};

class Walk {
  private readonly signer: ClientSigner;
  private readonly browsers = new Map<Connection, Browser>();

  constructor(private readonly target: Target) {
    this.signer = new ClientSigner(target);
  }

  async run(connection: Connection): Promise<void> {
    const { origin } = this.target;
    const payload = quoteRequest();
    const accessToken = await fetchToken(connection, this.target);
    const staged = await connection.send(stagingRequest(origin, accessToken, payload));
    const { intentId } = demand(staged, 201, 'intentId');
    const code = codeOf(await this.consent(connection, String(intentId)));
    const redeemed = await connection.send(redemption(this.target, this.signer, code));
    const tokens = demand(redeemed, 200, 'access_token', 'resource_token', 'id_token');
    const quote = postJson(origin, '/mefApi/sonata/quoteManagement/v8/quote', JSON.stringify(payload), {
      authorization: `Bearer ${String(tokens['access_token'])}`,
      'resource-token': String(tokens['resource_token']),
    });
    demand(await connection.send(quote), 201, 'id', 'state');
  }

  private async consent(connection: Connection, intentId: string): Promise<Answer> {
    const browser = this.browsers.get(connection) ?? new Browser(connection, this.target.origin);
    this.browsers.set(connection, browser);
    const page = await browser.follow(await browser.open(`/authorize?${this.query(intentId)}`));
    const review = page.body.includes('name="password"') ? await this.signIn(browser, page) : page;
    const { action, hidden } = formWith(review.body, 'value="decide"');
    return browser.submit(action, { ...hidden, 'intent-0': 'approve', action: 'decide' });
  }

  private async signIn(browser: Browser, page: Answer): Promise<Answer> {
    const { action, hidden } = formWith(page.body, 'name="password"');
    const { username, password } = this.target.person!;
    return browser.follow(await browser.submit(action, { ...hidden, username, password, action: 'sign-in' }));
  }

  private query(intentId: string): URLSearchParams {
    const claims = {
      id_token: {
        meflso_intent_id: { value: intentId, essential: true },
        acr: { essential: true, values: ['urn:mef:lso:security:oidc:acr:ca'] },
      },
    };
    const outer = { client_id: this.target.client.clientId, response_type: 'code id_token', scope: SCOPE };
    return new URLSearchParams({ ...outer, request: this.signer.requestObject(SCOPE, { claims }) });
  }
}
