import { opaqueId, type PublicJwk } from '#crypto';
import { Dialogue } from './dialogue.js';
import type { Row, Scene } from './hostile-attack.js';
import { outOfPlace, unexpected } from './hostile-places.rows.js';
import { unauthenticated } from './hostile-senders.rows.js';
import { TalkingBuyer } from './talking-buyer.js';
import { instant, QuotesWorld, slow } from './world.js';

describe('a hostile message', () => {
  let world: QuotesWorld;
  let buyer: TalkingBuyer;
  let strict: TalkingBuyer;
  let scene: Scene;
  const said = async () =>
    (
      await world.service.database.query<{ type: string; data: { reason?: string } }>(
        `select type, data from event where type like 'Message%' or type like 'Quote%' or type like 'Intent%' order by recorded_at, stream, version`,
      )
    ).map(({ type, data }) => (type === 'MessageRefused' ? `${type} ${data.reason}` : type));

  beforeAll(async () => {
    // So that nothing happens by itself to the quotes of this spec.
    world = await QuotesWorld.start({ ASSENT_QUOTES_ACKNOWLEDGE: '3600' });
    buyer = await TalkingBuyer.start(world.service, 'one');
    strict = await TalkingBuyer.start(world.service, 'two', { payloadAuthenticity: 'required' });
    scene = await makeScene();
  });

  // As many are written down of one conversation, so each kind of them has its own.
  const makeScene = async (): Promise<Scene> => {
    const [one, other] = [
      new Dialogue(buyer, world.service, await world.consent(slow)),
      new Dialogue(buyer, world.service, await world.consent(slow)),
    ];
    await other.ask(other.create);
    const first = await one.prepare(one.create);
    await one.hear(first, await one.send(first));
    const second = await one.prepare(one.retrieve);
    await one.hear(second, await one.send(second));
    return { one, other, first, second };
  };
  afterAll(async () => {
    buyer.stop();
    strict.stop();
    await world.service.close();
  });

  describe.each([
    ['that is none of the client', unauthenticated],
    ['that has another place', outOfPlace],
    ['that is not what is expected', unexpected],
  ] as const)('%s', (_kind, rows: readonly Row[]) => {
    beforeAll(async () => {
      scene = await makeScene();
    });

    it.each(rows)(
      '%s is answered %j, and is recorded as %s',
      async (_what, [status, code], reason, attack) => {
        const before = await said();
        const answer = await attack(scene);
        expect([answer.status, (answer.body as { code?: string }).code]).toEqual([status, code]);
        const recorded = (await said()).slice(before.length);
        expect(recorded).toEqual(reason === undefined ? [] : [`MessageRefused ${reason}`]);
        expect(JSON.stringify(answer.body)).not.toContain('secret-');
      },
    );

    it('leaves the conversation where it was: the honest next message is heard', async () => {
      expect((await scene.one.ask(scene.one.retrieve)).status).toBe(200);
    });
  });

  it('is written down once, and no more than twenty of a conversation', async () => {
    const { other } = scene;
    const before = (await said()).length;
    const same = await other.prepare(other.retrieve, { claims: { previous_message: opaqueId(32) } });
    for (let time = 0; time < 3; time += 1) expect((await other.send(same)).status).toBe(403);
    expect((await said()).length - before).toBe(1);
    for (let time = 0; time < 25; time += 1)
      await other.send(await other.prepare(other.retrieve, { claims: { previous_message: opaqueId(32) } }));
    expect((await said()).length - before).toBe(20);
    expect((await other.ask(other.retrieve)).status).toBe(200);
  });

  it('that was to be the first one leaves nothing at all', async () => {
    const fresh = new Dialogue(buyer, world.service, await world.consent(instant));
    const before = await world.service.events();
    const attempts = [
      await fresh.prepare(fresh.create, { draft: { previousSecret: opaqueId(32) } }), // not by who holds the resource token
      await fresh.prepare(fresh.create, { draft: { intentId: 'urn:assent:intent:other' } }),
      await fresh.prepare(fresh.create, { draft: { domain: 'mallory.example' } }),
      await fresh.prepare(fresh.create, {
        claims: { reply_jwk: { kty: 'EC', crv: 'P-256', x: opaqueId(32), y: opaqueId(32) } },
      }),
      await fresh.prepare(fresh.create, { claims: { reply_jwk: { kty: 'oct', k: 'AA' } as PublicJwk } }),
      await fresh.prepare(fresh.create, { claims: { reply_jwk: undefined } }), // and the client publishes no key for encryption
    ];
    const statuses = [];
    for (const attempt of attempts) statuses.push((await fresh.send(attempt)).status);
    expect(statuses).toEqual([403, 400, 403, 403, 403, 403]);
    expect(await world.service.events()).toBe(before);
    expect((await fresh.ask(fresh.create)).status).toBe(201);
  });

  it('cannot begin a second conversation about what has one, nor one about what was begun without', async () => {
    const again = new Dialogue(buyer, world.service, scene.one.consented);
    expect(await again.send(await again.prepare(again.create))).toMatchObject({
      status: 403,
      body: { code: 'accessDenied' },
    });
    const plain = await world.consent(instant);
    const { id } = (await world.create(plain)).body as { readonly id: string };
    const late = new Dialogue(buyer, world.service, plain);
    expect((await late.send(await late.prepare(late.create))).status).toBe(403);
    late.quoteId = id;
    expect((await late.send(await late.prepare(late.retrieve))).status).toBe(403);
  });

  it("tells nothing of another client's quotes, not even that they exist", async () => {
    const theirs = new Dialogue(strict, world.service, await world.consent(instant, 'two'));
    theirs.quoteId = scene.one.quoteId;
    expect(await theirs.send(await theirs.prepare(theirs.retrieve))).toMatchObject({ status: 404 });
    expect(await theirs.send(await theirs.prepare(theirs.cancel))).toMatchObject({
      status: 422,
      body: [{ code: 'referenceNotFound' }],
    });
  });

  it('is demanded of who registered that it is: no request goes without (D18)', async () => {
    const consented = await world.consent(instant, 'two');
    expect(await world.create(consented)).toMatchObject({ status: 400, body: { code: 'invalidBody' } });
    const one = new Dialogue(strict, world.service, consented);
    await one.ask(one.create);
    expect((await world.as('two', 'retrieveQuote', ['GET', `/quote/${one.quoteId}`])).status).toBe(400);
    expect((await one.ask(one.retrieve)).status).toBe(200);
  });

  it('is demanded of every client of the profile of the draft', async () => {
    const w128 = await TalkingBuyer.start(world.service, 'agent', { profile: 'mef-w128' });
    expect((await world.create(await world.consent(instant, 'agent'))).status).toBe(400);
    w128.stop();
  });

  it('once a conversation was begun, nothing happens to a quote without one; reading is as free as before', async () => {
    const { quoteId } = scene.one;
    expect((await world.as('one', 'cancelQuote', ['POST', '/cancelQuote', { quoteId }])).status).toBe(400);
    expect((await world.as('one', 'retrieveQuote', ['GET', `/quote/${quoteId}`])).status).toBe(200);
  });
});
