import { randomUUID } from 'node:crypto';
import { type EventStore, Refused } from '#event-sourcing';
import { context, eventually } from '#testing';
import { organisations } from './fixtures/framework.js';
import { TwoServices } from './fixtures/two-services.js';
import type { Replicas } from './replicas.js';
import { type PublicStream, StreamReader } from './stream-reader.js';

class RecordedReader extends StreamReader {
  readonly asked: string[] = [];
  answer: () => Promise<PublicStream | undefined> = () => Promise.resolve(undefined);

  read(owner: string, stream: string, minimumVersion?: number): Promise<PublicStream | undefined> {
    this.asked.push(`${owner} ${stream} ${minimumVersion ?? ''}`.trim());
    return this.answer();
  }
}

const isActive = ({ status }: { status: string }): boolean => status === 'Active';

describe('replicas', () => {
  let services: TwoServices;
  beforeAll(async () => {
    services = await TwoServices.migrate();
  });
  afterEach(() => services.stop());
  afterAll(() => services.end());

  const send = (store: EventStore, id: string, type: 'enrol' | 'suspend' | 'rename') =>
    store.execute(organisations, id, { type, context: context() });
  const statusOf = async (replicas: Replicas, id: string): Promise<string | undefined> =>
    (await replicas.get('organisation', id))?.view.status;

  it('learn of a stream from its public events, without asking its owner', async () => {
    const [store, remote, id] = [await services.directory(), new RecordedReader(), randomUUID()];
    const replicas = await services.registration(remote);
    await send(store, id, 'enrol');
    await eventually(async () => expect(await statusOf(replicas, id)).toBe('Active'));
    remote.asked.length = 0;
    await send(store, id, 'suspend');
    await eventually(async () => expect(await statusOf(replicas, id)).toBe('Suspended'));
    expect(remote.asked).toEqual([]);
  });

  it('see a change within a second, though the stream is in memory', async () => {
    const [store, remote, id] = [await services.directory(), new RecordedReader(), randomUUID()];
    const replicas = await services.registration(remote);
    await send(store, id, 'enrol');
    await eventually(async () => expect(await statusOf(replicas, id)).toBe('Active'));
    for (let i = 0; i < 20; i += 1) {
      await send(store, id, i % 2 === 0 ? 'suspend' : 'enrol');
      const expected = i % 2 === 0 ? 'Suspended' : 'Active';
      await eventually(async () => expect(await statusOf(replicas, id)).toBe(expected), 1000);
    }
  });

  it('see a change within a second in a process that does not consume', async () => {
    const [store, remote, id] = [await services.directory(), new RecordedReader(), randomUUID()];
    const both = [await services.registration(remote), await services.registration(remote)];
    await send(store, id, 'enrol');
    for (const replicas of both)
      await eventually(async () => expect(await statusOf(replicas, id)).toBe('Active'));
    await send(store, id, 'suspend');
    for (const replicas of both) {
      await eventually(async () => expect(await statusOf(replicas, id)).toBe('Suspended'), 1000);
    }
  });

  it('read a stream through from its owner in the same process the moment it is written', async () => {
    const { store, replicas } = await services.both();
    for (let i = 0; i < 10; i += 1) {
      const id = randomUUID();
      await send(store, id, 'enrol');
      expect(await replicas.get('organisation', id)).toMatchObject({
        version: 1,
        view: { status: 'Active' },
      });
      await send(store, id, 'suspend');
      const suspended = await replicas.get('organisation', id, { minimumVersion: 2 });
      expect(suspended).toMatchObject({ version: 2, view: { status: 'Suspended' } });
      await send(store, id, 'enrol');
      expect((await replicas.get('organisation', id, { satisfying: isActive }))?.view.status).toBe('Active');
    }
  });

  it('count a private event as a version with the view that still holds', async () => {
    const { store, replicas } = await services.both();
    const id = randomUUID();
    await send(store, id, 'enrol');
    await send(store, id, 'rename');
    const known = await replicas.get('organisation', id, { minimumVersion: 2 });
    expect(known).toMatchObject({ version: 2, view: { status: 'Active' } });
  });

  it('ask the owner for what is missing, for a version, and once more when what is known does not satisfy', async () => {
    const remote = new RecordedReader();
    const replicas = await services.registration(remote);
    const id = randomUUID();
    const stream = `organisation-${id}`;
    const view = { status: 'Suspended' };
    remote.answer = () => Promise.resolve({ stream, kind: 'organisation', version: 5, view });
    expect((await replicas.get('organisation', id))?.version).toBe(5);
    expect((await replicas.get('organisation', id, { minimumVersion: 5 }))?.version).toBe(5);
    expect(remote.asked).toEqual([`directory ${stream}`]);
    await replicas.get('organisation', id, { minimumVersion: 6 });
    expect(await replicas.get('organisation', id, { satisfying: isActive })).toMatchObject({ view });
    expect(remote.asked.slice(1)).toEqual([`directory ${stream} 6`, `directory ${stream}`]);
  });

  it('never remember that a stream was unknown', async () => {
    const remote = new RecordedReader();
    const replicas = await services.registration(remote);
    const id = randomUUID();
    expect(await replicas.get('organisation', id)).toBeUndefined();
    const known = {
      stream: `organisation-${id}`,
      kind: 'organisation',
      version: 1,
      view: { status: 'Active' },
    };
    remote.answer = () => Promise.resolve(known);
    expect((await replicas.get('organisation', id))?.version).toBe(1);
  });

  it('answer what they know while the owner is away, and say so when that is not enough', async () => {
    const remote = new RecordedReader();
    const replicas = await services.registration(remote);
    const id = randomUUID();
    const known = {
      stream: `organisation-${id}`,
      kind: 'organisation',
      version: 1,
      view: { status: 'Active' },
    };
    remote.answer = () => Promise.resolve(known);
    await replicas.get('organisation', id);
    remote.answer = () => Promise.reject(new Refused('neighbour-unavailable'));
    expect((await replicas.get('organisation', id))?.version).toBe(1);
    await expect(replicas.get('organisation', id, { minimumVersion: 2 })).rejects.toMatchObject({
      reason: 'neighbour-unavailable',
    });
  });

  it('wait no longer than two seconds for an owner that does not answer', async () => {
    const remote = new RecordedReader();
    const replicas = await services.registration(remote);
    remote.answer = () => new Promise(() => undefined);
    const start = Date.now();
    await expect(replicas.get('organisation', randomUUID())).rejects.toMatchObject({
      reason: 'neighbour-unavailable',
    });
    expect(Date.now() - start).toBeLessThan(3000);
  });
});
