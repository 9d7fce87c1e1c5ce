import { InternalClient } from '#service';
import { type Answered, eventually, type RunningService, type Sent } from '#testing';
import { EndWithClient } from '../reactions/end-with-client.js';
import { RecordUse } from '../reactions/record-use.js';
import { TakeDecisions } from '../reactions/take-decisions.js';
import { body, clientOf, intentsWorld, messageOf } from './world.js';

interface Intent {
  readonly intentId: string;
  readonly [member: string]: unknown;
}

const consent = {
  authorizationId: 'authorization-1',
  sub: 'sub-1',
  acr: 'urn:mef:lso:security:oidc:acr:ca',
  at: '2026-01-01T00:00:00.000Z',
};

describe('the life of an intent', () => {
  let service: RunningService;
  let tokens: Record<string, string>;
  let internal: InternalClient;
  beforeAll(async () => {
    ({ service, tokens } = await intentsWorld());
    internal = service.app.get(InternalClient, { strict: false });
  });
  afterAll(() => service.close());

  const as = (client: string, method: string, path: string, sent: Sent = {}): Promise<Answered> =>
    service.send(method, path, { token: tokens[client]!, ...sent });
  const stage = async (change: object = {}, client = 'one'): Promise<string> =>
    ((await as(client, 'POST', '/intents', { body: { ...body, ...change } })).body as Intent).intentId;
  const pathOf = (intentId: string) => `/intents/${encodeURIComponent(intentId)}`;
  const read = async (intentId: string, client = 'one') =>
    (await as(client, 'GET', pathOf(intentId))).body as Intent;
  const decide = (decisions: object[], more: object = {}) =>
    internal.post('intents', '/internal/intents/decisions', { ...consent, ...more, decisions });

  it('is amended while it is pending, if it is as it was read (RFC 9110 §13.1.1)', async () => {
    const intentId = await stage();
    const amend = (tag: string) =>
      as('one', 'PATCH', pathOf(intentId), { body: { purpose: 'We stay' }, headers: { 'if-match': tag } });
    expect(await amend('"9"')).toMatchObject({ status: 412, body: { code: 'conflict' } });
    expect(await amend('W/"1"')).toMatchObject({ status: 412 });
    const amended = await amend('"1"');
    expect(amended).toMatchObject({ status: 200, body: { purpose: 'We stay', payload: body.payload } });
    expect(amended.headers.get('etag')).toBe('"2"');
    expect(await amend('"1"')).toMatchObject({ status: 412 });
  });

  it('keeps to the contract when it is amended (RFC 7396)', async () => {
    const intentId = await stage({
      usage: 'recurring',
      until: '2027-01-01T01:00:00+01:00',
      expiresAt: soon(3600),
    });
    const patch = (change: unknown) => as('one', 'PATCH', pathOf(intentId), { body: change });
    expect(await patch({ until: null })).toMatchObject({ status: 422, body: [{ code: 'missingProperty' }] });
    expect(await patch({ kind: 'order' })).toMatchObject({ status: 422 });
    expect(await patch([])).toMatchObject({ status: 400 });
    const single = await patch({ usage: 'single', until: null });
    expect(single).toMatchObject({ status: 200, body: { usage: 'single' } });
    expect(single.body).not.toHaveProperty('until');
  });

  it('is withdrawn while it is pending, with a reason, as often as asked', async () => {
    const intentId = await stage();
    const withdraw = () => as('one', 'DELETE', pathOf(intentId), { body: { reason: 'Too late' } });
    expect((await withdraw()).status).toBe(204);
    expect((await withdraw()).status).toBe(204);
    expect(await read(intentId)).toMatchObject({
      status: 'withdrawn',
      history: [{}, { status: 'withdrawn', reason: 'taken-back-by-client', note: 'Too late', by: 'client' }],
    });
    expect(await as('one', 'PATCH', pathOf(intentId), { body: { purpose: 'x' } })).toMatchObject({
      status: 409,
    });
    expect(await decide([{ intentId, decision: 'approved' }])).toEqual({
      decisions: [{ intentId, status: 'withdrawn', reason: 'intent-not-pending' }],
    });
  });

  it('is shown in full to the service that asks for consent, and to nobody else', async () => {
    const intentId = await stage();
    const path = `/internal/intents/${encodeURIComponent(intentId)}`;
    expect(await internal.get('intents', path)).toMatchObject({ clientId: 'one', revision: 1, ...body });
    expect(await internal.get('intents', '/internal/intents/unknown')).toBeUndefined();
    expect((await as('one', 'GET', path)).status).toBe(401);
  });

  it('is authorized or rejected by a person, once, however often it is told', async () => {
    const [approved, declined] = [await stage(), await stage()];
    const decisions = [
      { intentId: approved, decision: 'approved', revision: 1 },
      { intentId: declined, decision: 'declined' },
      { intentId: 'unknown', decision: 'approved' },
    ];
    const answer = {
      decisions: [
        { intentId: approved, status: 'authorized' },
        { intentId: declined, status: 'rejected' },
        { intentId: 'unknown', status: 'unknown', reason: 'unknown-intent' },
      ],
    };
    expect(await decide(decisions)).toEqual(answer);
    const before = await service.events();
    expect(await decide(decisions)).toEqual(answer);
    const message = messageOf('ConsentGranted', consent, { decisions, decidedAt: consent.at });
    await service.app.get(TakeDecisions, { strict: false }).react(message);
    expect(await service.events()).toBe(before);
    expect(await read(approved)).toMatchObject({ consent: { at: consent.at, acr: consent.acr } });
    expect(
      await decide([{ intentId: approved, decision: 'approved' }], { authorizationId: 'other' }),
    ).toMatchObject({
      decisions: [{ status: 'authorized', reason: 'intent-not-pending' }],
    });
  });

  it('hears of consent by its event, when authorization could not tell', async () => {
    const intentId = await stage();
    const decisions = [{ intentId, decision: 'approved', revision: 1 }];
    const reaction = service.app.get(TakeDecisions, { strict: false });
    await reaction.react(messageOf('ConsentGranted', consent, { decisions, decidedAt: consent.at }));
    expect(await read(intentId)).toMatchObject({ status: 'authorized', history: [{}, { by: 'person' }] });
    expect((await as('one', 'DELETE', pathOf(intentId))).status).toBe(204);
    expect(await read(intentId)).toMatchObject({ status: 'revoked' });
  });

  it('does not count a decision on what was amended meanwhile', async () => {
    const intentId = await stage();
    await as('one', 'PATCH', pathOf(intentId), { body: { purpose: 'something else' } });
    expect(await decide([{ intentId, decision: 'approved', revision: 1 }])).toEqual({
      decisions: [{ intentId, status: 'pending', reason: 'intent-changed' }],
    });
  });

  it('is consumed by a resource server, once', async () => {
    const intentId = await stage();
    await decide([{ intentId, decision: 'approved' }]);
    const used = messageOf('IntentConsumed', {}, { intentId });
    const reaction = service.app.get(RecordUse, { strict: false });
    await reaction.react(used);
    await reaction.react(used);
    expect(await read(intentId)).toMatchObject({ status: 'consumed', history: [{}, {}, { reason: 'used' }] });
    expect(await as('one', 'DELETE', pathOf(intentId))).toMatchObject({
      status: 409,
      body: { code: 'conflict' },
    });
  });

  it('ends with its client', async () => {
    const [pending, authorized, done] = [
      await stage({}, 'two'),
      await stage({}, 'two'),
      await stage({}, 'two'),
    ];
    await decide([
      { intentId: authorized, decision: 'approved' },
      { intentId: done, decision: 'declined' },
    ]);
    await service.app
      .get(EndWithClient, { strict: false })
      .react(messageOf('ClientDeleted', clientOf('two'), {}));
    const statuses = await Promise.all(
      [pending, authorized, done].map(async (id) => (await read(id, 'two'))['status']),
    );
    expect(statuses).toEqual(['withdrawn', 'revoked', 'rejected']);
  });

  it('ends with its client, also when it was staged a moment ago', async () => {
    const staged = await Promise.all(Array.from({ length: 10 }, () => stage({}, 'two')));
    const reaction = service.app.get(EndWithClient, { strict: false });
    await reaction.react(messageOf('ClientDeleted', clientOf('two'), {}));
    const statuses = await Promise.all(staged.map(async (id) => (await read(id, 'two'))['status']));
    expect(new Set(statuses)).toEqual(new Set(['withdrawn']));
  });

  it('runs out of time: at once for readers, and in the log soon after', async () => {
    const intentId = await stage({ expiresAt: soon(1) });
    await eventually(async () => expect(await read(intentId)).toMatchObject({ status: 'expired' }));
    expect(await decide([{ intentId, decision: 'approved' }])).toMatchObject({
      decisions: [{ status: 'expired' }],
    });
    await eventually(async () =>
      expect(await read(intentId)).toMatchObject({ history: [{}, { status: 'expired', by: 'service' }] }),
    );
  });
});

const soon = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();
