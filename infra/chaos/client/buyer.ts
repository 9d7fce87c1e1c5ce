import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Browser, flow, type TestClient } from '#testing';
import type { Listener } from './listener.js';

/** Seconds that a token of the Buyer's own is used; it is good for five minutes. */
const REUSED = 120;

const MOST_TRIES = 20;

const scope = 'intents notifications retrieveQuote listQuote';

/** A name that no Buyer has had, in this run or on the same data before. */
export const newName = (): string => randomUUID().replaceAll('-', '').slice(0, 10);

/** A registered Buyer whose listener is told of every change. */
export class Buyer {
  /** One person decides for it, and stays signed in. */
  readonly browser: Browser;
  private retired: string | undefined;
  private kept: { readonly answer: flow.Answer<flow.Tokens>; readonly until: number } | undefined;

  private constructor(
    private current: TestClient,
    readonly registrationToken: string,
    readonly person: flow.Person,
    /** Of its software in the directory. */
    private readonly path: string,
  ) {
    this.browser = new Browser(current.issuer);
  }

  get client(): TestClient {
    return this.current;
  }

  /** Steps 1 and 2, and a subscription to everything (step 10). */
  static async join(
    name: string,
    { origin, person }: { readonly origin: string; readonly person: flow.Person },
    listener: Listener,
  ): Promise<Buyer> {
    const home = `${listener.origin}/${name}`;
    const enrolled = await flow.enrol(origin, name, `${home}/callback`);
    const { client, registrationToken } = await flow.register(enrolled, {
      meflso_listener_token_endpoint: `${home}/token`,
      meflso_listener_client_id: 'seller-notifications',
    });
    const buyer = new Buyer(client, registrationToken, person, enrolled.path);
    await buyer.subscribe(home);
    return buyer;
  }

  /**
   * Publishes a further key; the answer takes it into use. The former stays published until the next time, since what it
   * signed may still be on its way.
   */
  async publishKey(): Promise<() => void> {
    const { issuer, key: former } = this.current;
    if (this.retired !== undefined) await flow.withdrawKey(issuer, this.path, this.retired);
    const key = await flow.addKey(issuer, this.path);
    return () => {
      this.current = { ...this.current, key };
      this.retired = former.kid;
    };
  }

  private async subscribe(callback: string): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      const answer = await this.send('POST', '/hub', { body: { callback } });
      // A machine that has just started a whole fleet may be too busy to answer in time.
      if (answer.status !== 503 || tries === MOST_TRIES) return void flow.demand(answer, 201, 'subscribe');
      await pause(1_000);
    }
  }

  /** A request with a token of the Buyer's own; where none is to be had, the answer of the token endpoint. */
  async send<T = Record<string, unknown>>(
    method: string,
    path: string,
    { headers = {}, body }: { readonly headers?: Record<string, string>; readonly body?: unknown } = {},
  ): Promise<flow.Answer<T>> {
    const bearer = await this.bearer();
    if (bearer.status !== 200) return bearer as unknown as flow.Answer<T>;
    const authorization = `Bearer ${bearer.body.access_token}`;
    return flow.call<T>(method, `${this.client.issuer}${path}`, {
      headers: { authorization, ...headers },
      ...(body !== undefined && { body }),
    });
  }

  private async bearer(): Promise<flow.Answer<flow.Tokens>> {
    if (this.kept && performance.now() < this.kept.until) return this.kept.answer;
    const answer = await flow.token(this.client, { grant_type: 'client_credentials', scope });
    if (answer.status === 200) this.kept = { answer, until: performance.now() + REUSED * 1000 };
    return answer;
  }
}
