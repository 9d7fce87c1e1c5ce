import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { walk, type WalkState } from '../../apps/buyer/src/index.js';
import { describeKafka, eventually } from '#testing';
import { type Fleet, startFleet } from './fleet.js';

/** Ends a walk in the middle. */
class Interrupted extends Error {}

describeKafka('every service as a process of its own, over Kafka', () => {
  let folder: string;
  let fleet: Fleet;
  const told: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assent-fleet-'));
    fleet = await startFleet({ folder, variables: { ASSENT_LOG_LEVEL: 'error' } });
  }, 240_000);
  afterAll(async () => {
    await fleet.stop();
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  /** Walks on from `resume`; until `enough`, when it is given. */
  const walkOn = async (
    resume: WalkState,
    {
      enough,
      notificationWithin = 1,
    }: { enough?: (state: WalkState) => boolean; notificationWithin?: number } = {},
  ): Promise<WalkState> => {
    let last = resume;
    const onAcknowledged = (state: WalkState): void => {
      last = state;
      if (enough?.(state)) throw new Interrupted();
    };
    const { origin, person } = fleet;
    const log = (line: string): number => told.push(line);
    const options = { origin, person, folder: join(folder, 'buyer'), log, notificationWithin };
    await walk({ ...options, resume, onAcknowledged }).catch((error: unknown) => {
      if (!(error instanceof Interrupted)) throw error;
    });
    return last;
  };

  const timeline = async (intentId = ''): Promise<readonly string[]> => {
    const authorization = `Basic ${Buffer.from(`operator:${fleet.operatorPassword}`).toString('base64')}`;
    const url = `${fleet.origin}/audit/intents/${encodeURIComponent(intentId)}/timeline`;
    const answer = await fetch(url, { headers: { authorization } });
    return ((await answer.json()) as { entries: { type: string }[] }).entries.map(({ type }) => type);
  };

  const ofTheWalk = [
    'IntentStaged',
    'AuthorizationRequested',
    'ConsentGranted',
    'CodeIssued',
    'CodeRedeemed',
    'QuoteCreated',
    'IntentConsumed',
    'NotificationDelivered',
  ];

  it('walks on while Kafka is away, and catches up when it is back', async () => {
    const staged = await walkOn({}, { enough: ({ intent }) => intent?.intentId !== undefined });
    const intentId = staged.intent?.intentId;
    await fleet.kafka?.stop();

    const walked = await walkOn(staged);
    expect(walked).toMatchObject({ intent: { intentId }, quote: { quoteId: expect.any(String) as string } });
    expect(walked.notification).toBeUndefined();
    expect(told.join('\n')).toContain('10  notifications');
    expect(await timeline(intentId)).not.toContain('QuoteCreated');

    await fleet.kafka?.start();
    const heard = await walkOn(walked, { notificationWithin: 60_000 });
    expect(heard.notification?.subject).toBe(walked.quote?.quoteId);
    await eventually(async () => {
      const known = await timeline(intentId);
      expect(ofTheWalk.filter((type) => !known.includes(type))).toEqual([]);
    }, 60_000);

    const { code, output } = await fleet.run('replay', '--verify');
    expect([code, output]).toEqual([0, expect.stringContaining('Everything is as its events say.')]);
  }, 240_000);

  it('brings a member back on its port after kill -9', async () => {
    const member = fleet.members.find(({ service }) => service === 'intents')!;
    const { pid, port } = member;
    await member.kill('SIGKILL');
    expect(member.pid).toBeUndefined();
    await member.start();
    expect(member.pid).not.toBe(pid);
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
    await eventually(async () => expect((await fetch(`${fleet.origin}/intents`)).status).toBe(401));
  }, 120_000);

  it('brings PostgreSQL back on its port after kill -9', async () => {
    await fleet.postgres.killHard();
    await fleet.postgres.start();
    await eventually(async () => {
      const states = fleet.members.map(
        async ({ port }) => (await fetch(`http://127.0.0.1:${port}/readyz`)).status,
      );
      expect(new Set(await Promise.all(states))).toEqual(new Set([200]));
    }, 30_000);
  }, 120_000);
});
