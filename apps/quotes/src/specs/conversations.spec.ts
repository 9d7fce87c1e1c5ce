import { authenticity } from '#crypto';
import { quotesPath } from '../quotes-path.js';
import { Dialogue } from './dialogue.js';
import { TalkingBuyer } from './talking-buyer.js';
import { instant, QuotesWorld, slow } from './world.js';

type Body = Readonly<Record<string, unknown>>;

describe('a conversation about a quote (draft W128 §9)', () => {
  let world: QuotesWorld;
  let buyer: TalkingBuyer;
  beforeAll(async () => {
    world = await QuotesWorld.start();
    buyer = await TalkingBuyer.start(world.service, 'one');
  });
  afterAll(async () => {
    buyer.stop();
    await world.service.close();
  });
  const dialogue = async (body: object = slow, change = {}): Promise<Dialogue> =>
    new Dialogue(buyer, world.service, await world.consent(body, 'one', change));
  const eventsOf = (quoteId: string) =>
    world.service.database.query<{ type: string; data: Body; public: { detail: Body } | null }>(
      'select type, data, public from event where stream = $1 order by version',
      [`quote-${quoteId}`],
    );

  it('has the answer to each request signed, with the secrets that go on', async () => {
    const one = await dialogue();
    expect((await one.ask(one.create)).status).toBe(201);
    expect((await one.ask(one.retrieve)).body).toMatchObject({ id: one.quoteId });
    expect((await one.ask(one.retrieve)).status).toBe(200);
    expect(one.conversation.sequence).toBe(6);
  });

  it('is written down in the append of what was asked for, with hashes and without secrets', async () => {
    const one = await dialogue();
    const asked = await one.prepare(one.create);
    await one.hear(asked, await one.send(asked));
    const events = await eventsOf(one.quoteId);
    const types = events.map(({ type }) => type);
    expect(types.slice(0, 4)).toEqual(['QuoteCreated', 'IntentConsumed', 'MessageAccepted', 'MessageSent']);
    const [{ count } = { count: 0 }] = await world.service.database.query<{ count: number }>(
      `select count(distinct metadata ->> 'commandId')::int as count from event where stream = $1 and version <= 4`,
      [`quote-${one.quoteId}`],
    );
    expect(count).toBe(1);
    const text = JSON.stringify(events);
    expect(text).not.toContain(asked.newSecret);
    expect(text).not.toContain('e@buyer.example'); // the answer's body is sealed
    expect(events[2]!.public!.detail).toMatchObject({
      conversation: one.id,
      sequence: 1,
      message: asked.message.jws,
      messageHash: asked.message.hash,
      jwk: { kty: 'EC', kid: buyer.key.kid },
    });
  });

  it('gives a Buyer that lost the answer the same one again, byte for byte, and nothing comes of it', async () => {
    const one = await dialogue();
    const asked = await one.prepare(one.create);
    const first = await one.send(asked);
    world.service.tells(
      'intent',
      one.consented.intent.intentId,
      { ...one.consented.intent, status: 'consumed' },
      2,
    );
    const again = await one.send(asked);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('x-payload-authenticity')).toBe(first.headers.get('x-payload-authenticity'));
    await one.hear(asked, again);
    const cancel = await one.prepare(one.retrieve);
    const answers = [await one.send(cancel), await one.send(cancel)];
    expect(new Set(answers.map(({ headers }) => headers.get('x-payload-authenticity'))).size).toBe(1);
    const messages = (await eventsOf(one.quoteId)).filter(({ type }) => type.startsWith('Message'));
    expect(messages).toHaveLength(4);
  });

  it('has one answer for thirty repeats at once, of the first request as of a later one', async () => {
    const one = await dialogue(slow, { usage: 'recurring' });
    for (const request of ['create', 'retrieve'] as const) {
      const asked = await one.prepare(one[request]);
      const answers = await Promise.all(Array.from({ length: 30 }, () => one.send(asked)));
      const given = new Set(
        answers.map(({ headers, body }) => JSON.stringify([headers.get('x-payload-authenticity'), body])),
      );
      expect([answers.map(({ status }) => status).every((status) => status < 300), given.size]).toEqual([
        true,
        1,
      ]);
      await one.hear(asked, answers[0]!);
    }
  });

  it('takes one of two requests that are sent at once, and the other has no effect', async () => {
    const one = await dialogue(slow);
    await one.ask(one.create);
    const [read, cancel] = [await one.prepare(one.retrieve), await one.prepare(one.cancel)];
    const answers = await Promise.all([one.send(read), one.send(cancel)]);
    const [bad] = answers.filter(({ status }) => status !== 200);
    const good = answers.findIndex(({ status }) => status === 200);
    expect([answers.length - 1, bad?.status]).toEqual([1, expect.any(Number)]);
    const states = (await eventsOf(one.quoteId)).filter(({ data }) => data['state'] === 'cancelled');
    expect(states).toHaveLength(good === 1 ? 1 : 0);
    expect((await eventsOf(one.quoteId)).filter(({ type }) => type === 'MessageAccepted')).toHaveLength(2);
  });

  it('goes on in another domain of the Buyer after it was announced', async () => {
    const one = await dialogue();
    const next = { domain: 'desk.buyer.example', endpoint: '/quotemanagement/notification' };
    await one.ask(one.create, { draft: { next } });
    expect((await one.send(await one.prepare(one.retrieve))).status).toBe(403);
    expect((await one.ask(one.retrieve, { draft: { domain: 'desk.buyer.example' } })).status).toBe(200);
  });

  it('has quotes of a recurring intent each in a conversation of its own', async () => {
    const consented = await world.consent(instant, 'one', { usage: 'recurring' });
    const [one, two] = [1, 2].map(() => new Dialogue(buyer, world.service, consented)) as [
      Dialogue,
      Dialogue,
    ];
    await one.ask(one.create);
    await two.ask(two.create);
    expect(one.quoteId).not.toBe(two.quoteId);
  });

  it('says no with a signature: of which message, with which body; the next message takes its place', async () => {
    const one = await dialogue(instant);
    await one.ask(one.create);
    const asked = await one.prepare(one.cancel); // what was answered at once cannot be cancelled
    const { status, headers, body } = await one.send(asked);
    const keys = await buyer.sellerKeys();
    const { issuer } = world.service;
    const peer = { id: issuer, domains: ['localhost'], key: keys.find.bind(keys), algorithms: ['ES256'] };
    const refusal = await authenticity.openRefusal(headers.get('x-payload-authenticity')!, peer, 'one');
    expect([status, refusal]).toEqual([
      422,
      expect.objectContaining({
        refused_message: asked.message.hash,
        status: 422,
        payload_hash: authenticity.payloadHashOf(body),
      }),
    ]);
    expect((await one.ask(one.retrieve)).status).toBe(200);
  });

  it('publishes what a Buyer needs to begin one (RFC 9728)', async () => {
    const { body } = await world.service.send('GET', `/.well-known/oauth-protected-resource${quotesPath}`);
    const { issuer } = world.service;
    expect(body).toMatchObject({
      resource: `${issuer}${quotesPath}`,
      authorization_servers: [issuer],
      jwks_uri: `${issuer}${quotesPath}/jwks`,
      meflso_payload_authenticity: { issuer, domains: ['localhost'], header: 'x-payload-authenticity' },
    });
    const jwks = (await world.service.send('GET', `${quotesPath}/jwks`)).body as { keys: Body[] };
    expect(jwks.keys.map(({ use }) => use)).toEqual(['enc', 'sig', 'sig', 'sig']);
    expect(JSON.stringify(jwks)).not.toMatch(/"(d|p|q|k)":/);
  });

  it('has no answer twice whose personal data was erased, and goes on without', async () => {
    const one = await dialogue();
    const asked = await one.prepare(one.create);
    await one.hear(asked, await one.send(asked));
    const erased = `update data_key set wrapped = null where stream = $1`;
    await world.service.database.query(erased, [`quote-${one.quoteId}`]);
    expect(await one.send(asked)).toMatchObject({ status: 403, body: { code: 'accessDenied' } });
    expect((await one.ask(one.retrieve)).status).toBe(200);
  });
});
