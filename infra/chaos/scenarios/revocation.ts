import { randomUUID } from 'node:crypto';
import { flow, intentFor, ownQuote } from '#testing';
import { Buyer, newName } from '../client/buyer.js';
import { quotesPath } from '../client/walk.js';
import type { Arena, Outcome, Running, Scenario } from '../arena.js';
import { type Probe, untilRefused } from './until-refused.js';

/** Milliseconds within which 99 of 100 revocations must have reached every resource server, and from how many on that can be told. */
const GOAL = 1_000;
const ENOUGH = 20;
/** Revocations of each kind right after the start, told but not counted: processes that have just begun compile what they run. */
const WARMING = 3;

/** From the answer to a revocation to refusal everywhere. */
export const revocation: Scenario = {
  name: 'revocation',
  summary:
    'from DELETE /intents/{id}, /revoke and DELETE /register/{client} to refusal at every replica of every resource server: p99 < 1 s',
  replicas: { intents: 2, quotes: 2 },
  begin: async (arena) => {
    const revocations = new Revocations(arena);
    for (let n = 1; n <= WARMING; n += 1) await revocations.warm(n);
    return revocations;
  },
};

type Took = Readonly<Record<'intent' | 'grant' | 'client', number>>;

class Revocations implements Running {
  private readonly took: Record<string, number[]> = { intent: [], grant: [], client: [] };

  constructor(private readonly arena: Arena) {}

  async warm(number: number): Promise<void> {
    this.arena.tell(`warming up, ${number}: refused everywhere after: ${inWords(await this.revokeAll())}`);
  }

  async round(number: number): Promise<void> {
    const took = await this.revokeAll();
    for (const [what, milliseconds] of Object.entries(took)) this.took[what]!.push(milliseconds);
    this.arena.tell(`round ${number}: refused everywhere after: ${inWords(took)}`);
  }

  private async revokeAll(): Promise<Took> {
    const { load } = this.arena;
    const buyer = await Buyer.join(newName(), load.seller, load.listener);
    return {
      intent: await this.revokeIntent(buyer),
      grant: await this.revokeGrant(buyer),
      client: await this.deleteClient(buyer),
    };
  }

  async end(): Promise<Outcome> {
    const all = Object.entries(this.took).filter(([, times]) => times.length > 0);
    return {
      lines: all.map(([what, times]) => `revocation of ${what}: ${describe(times)}`),
      faults: all.flatMap(([what, times]) =>
        times.length < ENOUGH || percentile(times, 0.99) < GOAL
          ? []
          : [`revocation of ${what} took too long: ${describe(times)}`],
      ),
    };
  }

  private async revokeIntent(buyer: Buyer): Promise<number> {
    const { client, person, browser } = buyer;
    const payload = { ...ownQuote('new-ethernet-line'), externalId: randomUUID() };
    const staged = await buyer.send<{ intentId: string }>('POST', '/intents', { body: intentFor(payload) });
    const { intentId } = flow.demand(staged, 201, 'stage');
    const response = await flow.consent(client, person, intentId, { browser });
    const tokens = await flow.redeem(client, response.get('code')!);
    // A body that no contract knows: the tokens are judged first, and nothing is made.
    const headers = {
      authorization: `Bearer ${tokens.access_token}`,
      'resource-token': tokens.resource_token,
    };
    const probes = this.at('quotes', { method: 'POST', path: quotesPath, headers, body: {} });
    return untilRefused(probes, async () => {
      const answer = await buyer.send('DELETE', `/intents/${encodeURIComponent(intentId)}`);
      flow.demand(answer, 204, 'revoke the intent');
    });
  }

  private async revokeGrant(buyer: Buyer): Promise<number> {
    const token = await flow.clientToken(buyer.client, 'intents notifications listQuote');
    return untilRefused(this.everywhere(token), async () => {
      flow.demand(await flow.revoke(buyer.client, token), 200, 'revoke the grant');
    });
  }

  private async deleteClient(buyer: Buyer): Promise<number> {
    const token = await flow.clientToken(buyer.client, 'intents notifications listQuote');
    return untilRefused(this.everywhere(token), async () => {
      const { issuer, clientId } = buyer.client;
      const headers = { authorization: `Bearer ${buyer.registrationToken}` };
      const answer = await flow.call('DELETE', `${issuer}/register/${clientId}`, { headers });
      flow.demand(answer, 204, 'delete the client');
    });
  }

  /** One request that the token is good for, at every process of every resource server. */
  private everywhere(token: string): readonly Probe[] {
    const headers = { authorization: `Bearer ${token}` };
    return [
      ...this.at('intents', { method: 'GET', path: '/intents?limit=1', headers }),
      ...this.at('quotes', { method: 'GET', path: `${quotesPath}?limit=1`, headers }),
      ...this.at('notifications', { method: 'GET', path: '/hub', headers }),
    ];
  }

  // Past the gateway, which would choose a replica by itself.
  private at(
    service: string,
    { path, ...rest }: Omit<Probe, 'url'> & { readonly path: string },
  ): readonly Probe[] {
    const members = this.arena.fleet.members.filter((member) => member.service === service);
    return members.map(({ port }) => ({ url: `http://127.0.0.1:${port}${path}`, ...rest }));
  }
}

/** The value that so large a part of all values does not exceed. */
export const percentile = (values: readonly number[], part: number): number => {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0;
};

const describe = (times: readonly number[]): string => {
  const [half, most, longest] = [0.5, 0.99, 1].map((part) => Math.round(percentile(times, part)));
  return `n ${times.length}, p50 ${half} ms, p99 ${most} ms, longest ${longest} ms`;
};

const inWords = (took: Took): string =>
  Object.entries(took)
    .map(([what, milliseconds]) => `${what} ${Math.round(milliseconds)} ms`)
    .join(', ');
