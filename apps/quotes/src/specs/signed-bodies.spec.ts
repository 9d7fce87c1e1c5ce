import { bodyForms, KeySet, verifyBody } from '#crypto';
import { quotesPath } from '../quotes-path.js';
import { SigningBuyer } from './signing-buyer.js';
import { instant, QuotesWorld } from './world.js';

describe('bodies that prove themselves', () => {
  let world: QuotesWorld;
  let buyer: SigningBuyer;
  beforeAll(async () => {
    world = await QuotesWorld.start();
    buyer = await SigningBuyer.start(world.service, 'one', { bodyForms });
  });
  afterAll(async () => {
    buyer.stop();
    await world.service.close();
  });

  it.each(bodyForms)('go in and out as %s, where the client registered it', async (form) => {
    const consented = await world.consent(instant);
    const answer = await buyer.create(consented, await buyer.sign(form, instant), {
      accept: form === 'detached' ? 'application/json' : `application/${form}`,
    });
    expect(answer.status).toBe(201);
    const keys = KeySet.of(await buyer.sellerKeys());
    const { data, header, claims } = await verifyBody(answer.wire, {
      key: keys.find.bind(keys),
      algorithms: ['ES256'],
      forms: [form],
      issuer: world.service.issuer,
      audiences: ['one'],
      now: new Date(),
      maxAge: 60,
    });
    expect(data).toMatchObject({ state: 'approved.orderable', externalId: instant.externalId });
    expect(header.alg).toBe('ES256');
    expect(claims).toMatchObject(form === 'jwt' ? { iss: world.service.issuer, aud: 'one' } : {});
  });

  it('answers in the form that stands first, where the client does not say', async () => {
    const answer = await buyer.create(await world.consent(instant), await buyer.sign('jwt', instant));
    expect([answer.status, answer.wire.contentType, answer.wire.signature?.split('.')[1]]).toEqual([
      201,
      'application/json;charset=utf-8',
      '',
    ]);
  });

  it.each([
    ['retrieveQuote', (id: string) => `/quote/${id}`],
    ['listQuote', () => '/quote'],
  ])('has %s answered as a signed body too', async (scope, path) => {
    const made = await buyer.create(await world.consent(instant), await buyer.sign('jose', instant));
    const { id } = JSON.parse(made.wire.text) as { readonly id: string };
    const token = await world.service.tokens.access({ clientId: 'one', scope });
    const answer = await buyer.fetch(`${quotesPath}${path(id)}`, { token, accept: 'application/jwt' });
    expect([answer.status, answer.wire.contentType]).toEqual([200, 'application/jwt']);
    const payload = JSON.parse(Buffer.from(answer.wire.text.split('.')[1]!, 'base64url').toString()) as {
      readonly Data: object;
    };
    expect(Array.isArray(payload.Data)).toBe(scope === 'listQuote');
  });

  it('signs what it answers to clients that registered nothing, and takes their JSON as it is, or signed', async () => {
    const plain = await SigningBuyer.start(world.service, 'two');
    const asked = async (signed: boolean) => {
      const wire = await plain.sign('detached', instant);
      const { signature: _, ...unsigned } = wire;
      return plain.create(await world.consent(instant, 'two'), signed ? wire : unsigned);
    };
    const answers = [await asked(false), await asked(true)];
    expect(answers.map(({ status, wire }) => [status, wire.signature?.split('.')[1]])).toEqual([
      [201, ''],
      [201, ''],
    ]);
    plain.stop();
  });

  it('takes a jwt once: sent again it is refused, and said anew it gets its quote again', async () => {
    const consented = await world.consent(instant);
    const headers = { 'x-idempotency-key': 'signed-1' };
    const first = await buyer.sign('jwt', instant);
    const made = await buyer.create(consented, first, { headers });
    const before = await world.service.events();
    expect(await buyer.create(consented, first, { headers })).toMatchObject({
      status: 403,
      error: { code: 'accessDenied' },
    });
    const again = await buyer.create(consented, await buyer.sign('jwt', instant), { headers });
    expect([again.status, JSON.parse(again.wire.text)]).toEqual([201, JSON.parse(made.wire.text)]);
    expect(await world.service.events()).toBe(before);
  });

  it('of fifty that race with one jwt, one has an effect', async () => {
    const consented = await world.consent(instant, 'one', { usage: 'recurring' });
    const wire = await buyer.sign('jwt', instant);
    const answers = await Promise.all(Array.from({ length: 50 }, () => buyer.create(consented, wire)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 403]));
  });

  it('cancels and declines by signed bodies', async () => {
    const made = await buyer.create(await world.consent(instant), await buyer.sign('jwt', instant));
    const { id: quoteId } = JSON.parse(made.wire.text) as { readonly id: string };
    const token = await world.service.tokens.access({ clientId: 'one', scope: 'declineQuote' });
    const wire = await buyer.sign('jwt', { quoteId });
    const answer = await buyer.fetch(`${quotesPath}/declineQuote`, { token, wire });
    expect([answer.status, JSON.parse(answer.wire.text)]).toEqual([200, { quoteId }]);
    expect(await buyer.fetch(`${quotesPath}/declineQuote`, { token, wire })).toMatchObject({ status: 422 });
  });
});
