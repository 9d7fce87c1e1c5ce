import { eventually, TestBuyer } from '#testing';
import { type HubClient, Running } from './running-notifications.js';

describe('a client that is suspended', () => {
  let notifications: Running;
  let buyer: TestBuyer;
  let client: HubClient;
  beforeAll(async () => {
    notifications = await Running.start({ ASSENT_NOTIFICATIONS_MOST_ATTEMPTS: '1' });
  });
  beforeEach(async () => {
    buyer = await TestBuyer.start();
    client = await notifications.client(buyer.credential);
    await notifications.listen(client, buyer.origin);
  });
  afterEach(() => buyer.stop());
  afterAll(() => notifications.close());

  const heard = (count: number) => eventually(() => expect(buyer.heard).toHaveLength(count));

  it('is told so, and that it is reinstated', async () => {
    const { clientId } = client.view;
    await notifications.suspendClient(client);
    await heard(1);
    await notifications.reinstateClient(client);
    await heard(2);
    expect(buyer.statesOf(clientId)).toEqual(['suspended', 'active']);
    expect(buyer.heard[0]).toMatchObject({
      path: '/mefApi/sonata/clientNotification/v1/listener/clientStateChangeEvent',
      body: {
        eventType: 'clientStateChangeEvent',
        event: { id: clientId, href: `${notifications.issuerUrl}/register/${clientId}`, state: 'suspended' },
      },
    });
  });

  it('hears of its business when it is reinstated, in order', async () => {
    await notifications.suspendClient(client);
    await heard(1);
    await notifications.tellIntent(client, 'urn:1', 'IntentAuthorized', 'authorized');
    await notifications.tellIntent(client, 'urn:1', 'IntentRevoked', 'revoked');
    const held = ['NotificationQueued', 'NotificationQueued', 'NotificationFailed'];
    await eventually(async () =>
      expect((await notifications.events(client)).slice(2).toSorted().toReversed()).toEqual(held),
    );
    expect(buyer.heard).toHaveLength(1);
    await notifications.reinstateClient(client);
    await notifications.tellIntent(client, 'urn:1', 'IntentConsumptionRecorded', 'consumed');
    await heard(5);
    expect(buyer.statesOf('urn:1')).toEqual(['authorized', 'revoked', 'consumed']);
  });

  it('registers no listener', async () => {
    await notifications.suspendClient(client);
    await heard(1);
    const before = await notifications.listenerEvents(client);
    const answer = await notifications.inject('POST', '/hub', client, { callback: buyer.origin });
    expect(answer).toMatchObject({ status: 401, body: { code: 'invalidCredentials' } });
    expect(await notifications.listenerEvents(client)).toEqual(before);
  });
});
