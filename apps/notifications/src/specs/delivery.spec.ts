import { opaqueId } from '#crypto';
import { eventually, TestBuyer, verifyAssertion, verifySignature } from '#testing';
import { type HubClient, Running } from './running-notifications.js';

const uuid = /^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

describe('a notification', () => {
  let notifications: Running;
  let buyer: TestBuyer;
  let client: HubClient;
  beforeAll(async () => {
    notifications = await Running.start();
  });
  beforeEach(async () => {
    buyer = await TestBuyer.start();
    client = await notifications.client(buyer.credential);
  });
  afterEach(() => buyer.stop());
  afterAll(() => notifications.close());

  const heard = (count: number) => eventually(() => expect(buyer.heard).toHaveLength(count));
  const settled = (...types: string[]) =>
    eventually(async () => expect(await notifications.events(client)).toEqual(types));

  it('of a quote is that of Quote Notification v8, from an authenticated and signing Seller', async () => {
    await notifications.listen(client, `${buyer.origin}/base/`);
    await notifications.tellQuote(client, 'quote1', 'QuoteCreated', 'acknowledged'); // told in the answer
    await notifications.tellQuote(client, 'quote1', 'QuoteStateChanged', 'approved.orderable');
    await settled('NotificationQueued', 'NotificationDelivered');
    const [first] = buyer.heard as [(typeof buyer.heard)[0]];
    expect(first.path).toBe('/base/mefApi/sonata/quoteNotification/v8/listener/quoteStateChangeEvent');
    expect(first.body).toEqual({
      eventId: expect.any(String),
      eventTime: expect.stringMatching(/Z$/),
      eventType: 'quoteStateChangeEvent',
      event: {
        id: 'quote1',
        href: `${notifications.issuerUrl}/mefApi/sonata/quoteManagement/v8/quote/quote1`,
      },
    });
    expect(first.headers['content-type']).toBe('application/json;charset=utf-8');
    expect(first.headers['x-fapi-interaction-id']).toMatch(uuid);
    const keys = await notifications.publicKeys();
    await expect(verifySignature(first, keys)).resolves.toMatchObject({ alg: 'ES256' });
    const tampered = { ...first, text: first.text.replace('quote1', 'quote2') };
    await expect(verifySignature(tampered, keys)).rejects.toThrow('signature verification failed');
    await expect(verifyAssertion(buyer.assertions[0]!, keys)).resolves.toMatchObject({
      iss: 'seller-at-buyer',
      sub: 'seller-at-buyer',
      aud: `${buyer.origin}/token`,
      jti: expect.any(String),
    });
  });

  it('of an intent tells its state, with one bearer token for all', async () => {
    const intentId = `urn:assent:intent:${opaqueId()}`;
    await notifications.listen(client, buyer.origin);
    await notifications.tellIntent(client, intentId, 'IntentStaged', 'pending'); // told in the answer
    await notifications.tellIntent(client, intentId, 'IntentAuthorized', 'authorized');
    await notifications.tellIntent(client, intentId, 'IntentConsumptionRecorded', 'consumed');
    await heard(2);
    expect(buyer.statesOf(intentId)).toEqual(['authorized', 'consumed']);
    expect(buyer.heard[0]!.path).toBe('/mefApi/sonata/intentNotification/v1/listener/intentStateChangeEvent');
    expect(buyer.heard[0]!.body.event.href).toBe(
      `${notifications.issuerUrl}/intents/${encodeURIComponent(intentId)}`,
    );
    expect(buyer.assertions).toHaveLength(1);
  });

  it('goes to listeners of its own client that asked for it, and to nobody else', async () => {
    const rival = await TestBuyer.start();
    await notifications.listen(await notifications.client(rival.credential), rival.origin);
    await notifications.listen(client, `${buyer.origin}/quotes`, 'eventType=quoteStateChangeEvent');
    await notifications.listen(client, `${buyer.origin}/all`);
    await notifications.tellIntent(client, 'urn:1', 'IntentAuthorized', 'authorized');
    await notifications.tellQuote(client, 'q1', 'QuoteStateChanged', 'answered');
    await heard(3);
    const places = buyer.heard.map(({ path, body }) => `${path.split('/')[1]} ${body.eventType}`);
    expect(new Set(places)).toEqual(
      new Set(['all intentStateChangeEvent', 'all quoteStateChangeEvent', 'quotes quoteStateChangeEvent']),
    );
    expect(rival.heard).toEqual([]);
    rival.stop();
  });

  it('of what was before a listener is not told to it', async () => {
    await notifications.tellQuote(client, 'q1', 'QuoteStateChanged', 'inProgress');
    await new Promise((resolve) => setTimeout(resolve, 20));
    await notifications.listen(client, buyer.origin);
    await notifications.tellQuote(client, 'q2', 'QuoteStateChanged', 'answered');
    await heard(1);
    expect(buyer.heard[0]!.body.event.id).toBe('q2');
  });

  it('is cancelled when its client is deleted', async () => {
    await notifications.listen(client, buyer.origin);
    buyer.answer = () => 503;
    await notifications.tellQuote(client, 'q1', 'QuoteStateChanged', 'answered');
    await heard(1);
    await notifications.deleteClient(client);
    await eventually(async () =>
      expect((await notifications.events(client)).at(-1)).toBe('NotificationCancelled'),
    );
    expect(await notifications.listenerEvents(client)).toEqual(['ListenerRegistered', 'ListenerRemoved']);
  });

  it('keeps tokens and assertions out of the log', async () => {
    await notifications.listen(client, buyer.origin);
    await notifications.tellQuote(client, 'q1', 'QuoteStateChanged', 'answered');
    await settled('NotificationQueued', 'NotificationDelivered');
    const { rows } = await notifications.database.query<{ row: string }>(
      'select e::text as row from notifications.event e',
    );
    const log = rows.map(({ row }) => row).join();
    expect(log).not.toContain(buyer.heard[0]!.headers.authorization!.slice(7));
    expect(log).not.toContain(buyer.assertions[0]!.split('.')[2]);
  });
});
