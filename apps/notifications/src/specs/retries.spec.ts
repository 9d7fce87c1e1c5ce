import { eventually, TestBuyer } from '#testing';
import { type HubClient, Running } from './running-notifications.js';

describe('a notification', () => {
  let notifications: Running;
  let buyer: TestBuyer;
  let client: HubClient;
  beforeAll(async () => {
    notifications = await Running.start({
      ASSENT_NOTIFICATIONS_MOST_ATTEMPTS: '3',
      ASSENT_NOTIFICATIONS_RETRY_BASE: '1',
      ASSENT_NOTIFICATIONS_RETRY_CAP: '2',
    });
  });
  beforeEach(async () => {
    buyer = await TestBuyer.start();
    client = await notifications.client(buyer.credential);
  });
  afterEach(() => buyer.stop());
  afterAll(() => notifications.close());

  const heard = (count: number) => eventually(() => expect(buyer.heard).toHaveLength(count));

  it('that fails is tried again with the same eventId, and later ones of its subject wait', async () => {
    await notifications.listen(client, buyer.origin);
    let failures = 2;
    buyer.answer = ({ body }) => (body.event.id === 'urn:1' && failures-- > 0 ? 503 : 204);
    await notifications.tellIntent(client, 'urn:1', 'IntentAuthorized', 'authorized');
    await notifications.tellIntent(client, 'urn:1', 'IntentRevoked', 'revoked');
    await notifications.tellIntent(client, 'urn:2', 'IntentAuthorized', 'authorized');
    await eventually(() => expect(buyer.statesOf('urn:1')).toEqual(['authorized', 'revoked']));
    const tries = buyer.heard.filter(
      ({ body }) => body.event.state === 'authorized' && body.event.id === 'urn:1',
    );
    expect(tries.map(({ status }) => status)).toEqual([503, 503, 204]);
    expect(
      new Set(tries.map(({ body, headers }) => `${body.eventId} ${String(headers['x-fapi-interaction-id'])}`))
        .size,
    ).toBe(1);
    expect(tries[1]!.at - tries[0]!.at).toBeGreaterThanOrEqual(450);
    // Another subject did not wait.
    const other = buyer.heard.find(({ body }) => body.event.id === 'urn:2');
    expect(other!.at).toBeLessThan(tries[2]!.at);
  });

  it('is a dead letter after three attempts, lets later ones pass, and is delivered when redriven', async () => {
    await notifications.listen(client, buyer.origin);
    buyer.answer = ({ body }) => (body.event.state === 'authorized' ? 500 : 204);
    await notifications.tellIntent(client, 'urn:1', 'IntentAuthorized', 'authorized');
    await notifications.tellIntent(client, 'urn:1', 'IntentRevoked', 'revoked');
    await eventually(() => expect(buyer.statesOf('urn:1')).toEqual(['revoked']));
    const outcomes = async () =>
      (await notifications.events(client)).filter((type) => type !== 'NotificationQueued');
    const expected = [
      'NotificationFailed',
      'NotificationFailed',
      'NotificationDeadLettered',
      'NotificationDelivered',
    ];
    await eventually(async () => expect(await outcomes()).toEqual(expected));
    buyer.answer = () => 204;
    expect(await notifications.redrive(client)).toEqual({ redriven: 1 });
    await eventually(() => expect(buyer.statesOf('urn:1')).toEqual(['revoked', 'authorized']));
    await eventually(async () =>
      expect((await notifications.events(client)).slice(-2)).toEqual([
        'NotificationRedriven',
        'NotificationDelivered',
      ]),
    );
  });

  it('that is not wanted (400) is given up at once', async () => {
    await notifications.listen(client, buyer.origin);
    buyer.answer = () => 400;
    await notifications.tellQuote(client, 'q1', 'QuoteStateChanged', 'answered');
    await eventually(async () =>
      expect(await notifications.events(client)).toEqual(['NotificationQueued', 'NotificationDeadLettered']),
    );
  });

  it('to a listener that is gone (410) removes it', async () => {
    await notifications.listen(client, buyer.origin);
    buyer.answer = () => 410;
    await notifications.tellQuote(client, 'q1', 'QuoteStateChanged', 'answered');
    await eventually(async () =>
      expect(await notifications.events(client)).toEqual(['NotificationQueued', 'NotificationCancelled']),
    );
    expect((await notifications.inject('GET', '/hub', client)).body).toEqual([]);
  });

  it('is sent with a new token when the old one is not taken any more', async () => {
    await notifications.listen(client, buyer.origin);
    await notifications.tellQuote(client, 'q1', 'QuoteStateChanged', 'inProgress');
    await heard(1);
    buyer.forgetTokens();
    await notifications.tellQuote(client, 'q1', 'QuoteStateChanged', 'answered');
    await heard(3);
    expect(buyer.heard.map(({ status }) => status)).toEqual([204, 401, 204]);
    expect(await notifications.events(client)).not.toContain('NotificationFailed');
  });

  it('waits for the Buyer to issue a credential', async () => {
    const bare = await notifications.client();
    await notifications.listen(bare, buyer.origin);
    await notifications.tellQuote(bare, 'q1', 'QuoteStateChanged', 'answered');
    await eventually(async () => expect(await notifications.events(bare)).toContain('NotificationFailed'));
    expect(buyer.heard).toEqual([]);
  });
});
