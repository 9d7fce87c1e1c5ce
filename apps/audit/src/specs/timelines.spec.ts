import { eventually } from '#testing';
import type { ConsentList, ConsentState } from '../reading/consents.js';
import type { Timeline } from '../reading/timelines.js';
import { AuditApp } from './audit-app.fixture.js';
import { intentView, tenSteps } from './story.fixture.js';

const intentId = 'urn:assent:intent:u0Yx3kqS6Rr1m2Wc9bTzLw';
const path = `/audit/intents/${encodeURIComponent(intentId)}`;
const typesOf = ({ entries }: Timeline): string[] => entries.map(({ type }) => type);

describe('audit', () => {
  let audit: AuditApp;
  beforeAll(async () => {
    audit = await AuditApp.start();
    // Services are read side by side, so the story is told backwards to show that order does not come from arrival.
    await audit.story.tell(
      ...tenSteps(intentId).toSorted((one, other) => other.service.localeCompare(one.service)),
    );
    await audit.heard(`${path}/timeline`, 8);
  });
  afterAll(() => audit.stop());

  it('tells the story of an intent over all services, in the order of time', async () => {
    expect(typesOf(await audit.json(`${path}/timeline`))).toEqual(tenSteps(intentId).map(({ type }) => type));
  });

  it('says who, when, why, with which token and which key, and what caused it', async () => {
    const { entries } = await audit.json<Timeline>(`${path}/timeline`);
    const [registered, staged, requested, granted, authorized, issued, consumed, delivered] = entries;
    expect(registered).toMatchObject({
      tokens: [{ use: 'software statement', jti: 'ssa-1', kid: 'directory-key' }],
    });
    expect(staged).toMatchObject({
      at: '2026-01-01T10:00:00.000Z',
      actor: { kind: 'client', id: 'c1' },
      why: 'staged',
    });
    expect(requested?.keys).toEqual([{ role: 'signed the request object', kid: 'client-key' }]);
    expect(granted).toMatchObject({
      actor: { kind: 'person', id: 'person-1' },
      causationId: requested?.id,
      causedBy: 'Authorization requested',
    });
    expect(authorized).toMatchObject({ causedBy: 'Consent granted', view: { status: 'authorized' } });
    expect(issued).toMatchObject({
      tokens: [{ use: 'access', jti: 'jti-1', kid: 'tokens-key' }],
      keys: [{ kid: 'client-key' }],
    });
    expect(consumed?.tokens).toEqual([
      { use: 'access', jti: 'jti-1' },
      { use: 'resource', jti: 'jti-2' },
    ]);
    expect(delivered?.keys).toEqual([{ role: 'signed', kid: 'notifications-key' }]);
  });

  it('tells what one request led to', async () => {
    const timeline = await audit.json<Timeline>('/audit/correlations/corr-2');
    expect(typesOf(timeline)).toEqual(
      tenSteps(intentId)
        .slice(2)
        .map(({ type }) => type),
    );
  });

  it('tells the events of one stream', async () => {
    expect(typesOf(await audit.json('/audit/streams/quote-q1'))).toEqual(['IntentConsumed']);
  });

  it('gives long timelines in pages that neither lose nor repeat', async () => {
    const seen: string[] = [];
    let next: string | undefined = '';
    while (next !== undefined) {
      const timeline: Timeline = await audit.json(`${path}/timeline?limit=3${next && `&cursor=${next}`}`);
      expect(timeline.entries.length).toBeLessThanOrEqual(3);
      seen.push(...typesOf(timeline));
      next = timeline.next;
    }
    expect(seen).toEqual(tenSteps(intentId).map(({ type }) => type));
  });

  it.each([
    ['2026-01-01T10:00:00Z', 'pending', 'IntentStaged'],
    ['2026-01-01T10:02:59.999Z', 'pending', 'IntentStaged'],
    ['2026-01-01T10:03:00Z', 'authorized', 'IntentAuthorized'],
    ['2026-01-01T11:03:00%2B01:00', 'authorized', 'IntentAuthorized'],
  ])('knows the consent state as of %s: %s', async (at, status, type) => {
    expect(await audit.json<ConsentState>(`${path}?at=${at}`)).toMatchObject({ status, because: { type } });
  });

  it('knows the consent state now, and nothing of a time before the intent', async () => {
    expect(await audit.json<ConsentState>(path)).toMatchObject({
      status: 'authorized',
      since: '2026-01-01T10:03:00.000Z',
    });
    expect((await audit.get(`${path}?at=2026-01-01T09:59:59Z`)).statusCode).toBe(404);
    expect((await audit.get('/audit/intents/unknown')).statusCode).toBe(404);
  });

  it('lists intents by their last change, and finds them by client, organisation and status', async () => {
    const [older, newer] = ['urn:assent:intent:older', 'urn:assent:intent:newer'];
    await audit.story.tell(
      {
        service: 'intents',
        stream: `intent-${older}`,
        version: 1,
        type: 'IntentStaged',
        view: intentView(older, 'pending', '2025-01-01T00:00:00.000Z'),
        at: '2025-01-01T00:00:00.000Z',
      },
      {
        service: 'intents',
        stream: `intent-${newer}`,
        version: 1,
        type: 'IntentStaged',
        view: { ...intentView(newer, 'pending', '2026-05-01T00:00:00.000Z'), clientId: 'c_2' },
        at: '2026-05-01T00:00:00.000Z',
      },
    );
    await eventually(async () => expect((await audit.json<ConsentList>('/audit')).intents).toHaveLength(3));
    const idsOf = async (url: string): Promise<string[]> =>
      (await audit.json<ConsentList>(url)).intents.map((line) => line.intentId);
    expect(await idsOf('/audit')).toEqual([newer, intentId, older]);
    const first = await audit.json<ConsentList>('/audit?limit=2');
    expect(await idsOf(`/audit?limit=2&cursor=${first.next}`)).toEqual([older]);
    expect(await idsOf('/audit?q=example%20carrier')).toEqual([intentId, older]);
    expect(await idsOf('/audit?q=c_2')).toEqual([newer]);
    expect(await idsOf('/audit?q=_')).toEqual([newer]);
    expect(await idsOf('/audit?q=authorized')).toEqual([intentId]);
    expect(await idsOf(`/audit?q=%25`)).toEqual([]);
  });
});
