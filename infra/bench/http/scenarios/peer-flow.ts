import { Browser } from '../load/browser.js';
import { demand } from '../load/check.js';
import type { Connection } from '../load/connection.js';
import { formWith } from '../load/forms.js';
import type { Scenario } from '../load/scenario.js';
import { ClientSigner } from '../load/signing.js';
import type { Target } from '../subject.js';
import { codeOf, redemption } from './redemption.js';

/** The hybrid flow of oidc-provider: signed request object, one page, one button, code and id_token, tokens. */
export const peerFlow = (target: Target): Scenario => {
  const signer = new ClientSigner(target);
  const browsers = new Map<Connection, Browser>();
  const run = async (connection: Connection): Promise<void> => {
    const browser = browsers.get(connection)!;
    const outer = {
      client_id: target.client.clientId,
      response_type: 'code id_token',
      scope: 'openid createQuote',
    };
    const query = new URLSearchParams({ ...outer, request: signer.requestObject(outer.scope) });
    let page = await browser.follow(await browser.open(`/auth?${query}`));
    // A new browser signs in before it consents; one that did so before is asked for consent alone.
    for (let pages = 0; page.status === 200 && pages < 2; pages += 1)
      page = await browser.follow(await browser.submit(formWith(page.body, 'Go on').action, {}));
    const tokens = await connection.send(redemption(target, signer, codeOf(page)));
    demand(tokens, 200, 'access_token', 'id_token');
  };
  return {
    prepare: async (_operations, connections) => {
      for (const connection of connections) browsers.set(connection, new Browser(connection, target.origin));
      for (const connection of connections) await run(connection);
    },
    run,
  };
};
