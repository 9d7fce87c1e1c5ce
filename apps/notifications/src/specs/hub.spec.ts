import { type HubClient, Running } from './running-notifications.js';

const quotes = '/mefApi/sonata/quoteManagement/v8/hub';

describe.each(['/hub', quotes])('the Hub at %s', (hub) => {
  let notifications: Running;
  let client: HubClient;
  let other: HubClient;
  beforeAll(async () => {
    notifications = await Running.start({ ASSENT_NOTIFICATIONS_MOST_LISTENERS: '3' });
    client = await notifications.client();
    other = await notifications.client();
  });
  afterAll(() => notifications.close());

  const callback = 'http://localhost:9/listener';
  const query = 'eventType = quoteStateChangeEvent';
  const post = (payload: object, by: HubClient | undefined = client) =>
    notifications.inject('POST', hub, by, payload);

  it('registers, tells and removes a listener (registerListener, retrieveHub, unregisterListener)', async () => {
    const { status, body } = await post({ callback, query });
    const id = (body as { id: string }).id;
    expect({ status, body }).toEqual({ status: 201, body: { id, callback, query } });
    expect((await notifications.inject('GET', `${hub}/${id}`, client)).body).toEqual(body);
    expect((await notifications.inject('GET', hub, client)).body).toEqual([body]);
    expect((await notifications.inject('DELETE', `${hub}/${id}`, client)).status).toBe(204);
    expect((await notifications.inject('GET', `${hub}/${id}`, client)).status).toBe(404);
    expect((await notifications.inject('DELETE', `${hub}/${id}`, client)).status).toBe(404);
  });

  it('answers the same listener to the same request', async () => {
    const first = await post({ callback: `${callback}/same` });
    expect((await post({ callback: `${callback}/same` })).body).toEqual(first.body);
    const { id } = first.body as { id: string };
    await notifications.inject('DELETE', `${hub}/${id}`, client);
  });

  it('shows a client its own listeners, and not that others exist', async () => {
    const { body } = await post({ callback });
    const { id } = body as { id: string };
    for (const method of ['GET', 'DELETE'] as const) {
      const { status, body: error } = await notifications.inject(method, `${hub}/${id}`, other);
      expect({ status, error }).toEqual({
        status: 404,
        error: expect.objectContaining({ code: 'notFound' }),
      });
    }
    expect((await notifications.inject('GET', hub, other)).body).toEqual([]);
    await notifications.inject('DELETE', `${hub}/${id}`, client);
  });

  it('bounds their number, also in a race', async () => {
    const crowd = await notifications.client();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => post({ callback: `${callback}/${index}` }, crowd)),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    const refused = answers.filter(({ status }) => status === 422);
    expect(refused.map(({ body }) => (body as { code: string }[])[0]!.code)).toEqual(
      Array.from({ length: 7 }, () => 'tooManyRecords'),
    );
  });

  it.each<[string, object, string, string]>([
    ['no callback', {}, 'missingProperty', '/callback'],
    ['a callback that is a number', { callback: 7 }, 'invalidFormat', '/callback'],
    ['a callback that is no URL', { callback: 'here' }, 'invalidFormat', '/callback'],
    ['a file', { callback: 'file:///etc/passwd' }, 'invalidValue', '/callback'],
    ['a private address (SSRF)', { callback: 'https://10.0.0.1/x' }, 'invalidValue', '/callback'],
    ['cloud metadata (SSRF)', { callback: 'http://169.254.169.254/' }, 'invalidValue', '/callback'],
    ['cloud metadata, written in decimal', { callback: 'http://2852039166/' }, 'invalidValue', '/callback'],
    ['a mapped address', { callback: 'https://[::ffff:10.0.0.1]/' }, 'invalidValue', '/callback'],
    ['user info', { callback: 'https://user:pass@example.com/' }, 'invalidValue', '/callback'],
    ['a query in the callback', { callback: 'https://example.com/?a=b' }, 'invalidValue', '/callback'],
    ['a fragment', { callback: 'https://example.com/#x' }, 'invalidValue', '/callback'],
    ['an unknown event type', { callback, query: 'eventType=lottery' }, 'invalidValue', '/query'],
    ['a query of something else', { callback, query: 'colour=red' }, 'invalidValue', '/query'],
    ['a query that is no text', { callback, query: 7 }, 'invalidValue', '/query'],
  ])('refuses %s, and writes nothing', async (_what, payload, code, propertyPath) => {
    const before = await notifications.listenerEvents(client);
    const { status, body } = await post(payload);
    expect({ status, body }).toEqual({
      status: 422,
      body: [expect.objectContaining({ code, propertyPath, reason: expect.any(String) })],
    });
    expect(await notifications.listenerEvents(client)).toEqual(before);
  });

  it('demands a token with the scope notifications', async () => {
    const none = await notifications.inject('POST', hub, undefined, { callback });
    expect({ status: none.status, body: none.body }).toMatchObject({
      status: 401,
      body: { code: 'missingCredentials' },
    });
    const poor = await notifications.client(undefined, 'intents');
    const { status, body } = await post({ callback }, poor);
    expect({ status, body }).toMatchObject({ status: 403, body: { code: 'accessDenied' } });
  });

  it(`${hub === quotes ? 'does not offer' : 'offers'} events of intents`, async () => {
    const someone = await notifications.client();
    const { status } = await post({ callback, query: 'eventType=intentStateChangeEvent' }, someone);
    expect(status).toBe(hub === quotes ? 422 : 201);
  });
});
