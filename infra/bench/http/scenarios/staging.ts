import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { demand } from '../load/check.js';
import { postJson } from '../load/requests.js';
import type { Scenario } from '../load/scenario.js';
import type { Target } from '../subject.js';
import { fetchToken } from './tokens.js';

/** A request for a quote of the sample Buyer, 2.7 KB of JSON: the payload of every intent. */
const quote = JSON.parse(readFileSync('apps/buyer/quotes/internet-access-add.json', 'utf8')) as object;

/** What is asked to be quoted, told apart by an id of its own. */
export const quoteRequest = (): object => ({ ...quote, externalId: randomUUID() });

/** `POST /intents` for one quote. */
export const stagingRequest = (origin: string, accessToken: string, payload: object): string =>
  postJson(
    origin,
    '/intents',
    JSON.stringify({
      kind: 'quote',
      operations: ['createQuote'],
      purpose: 'A price for the line',
      usage: 'single',
      payload,
    }),
    { authorization: `Bearer ${accessToken}` },
  );

/** Staging intents with one access token (MEF 128 §6.4). */
export const staging = (target: Target): Scenario => {
  let requests: string[] = [];
  return {
    prepare: async (operations, [connection]) => {
      const accessToken = await fetchToken(connection!, target);
      requests = Array.from({ length: operations }, () =>
        stagingRequest(target.origin, accessToken, quoteRequest()),
      );
    },
    run: async (connection, index) => {
      demand(await connection.send(requests[index]!), 201, 'intentId', 'status');
    },
  };
};
