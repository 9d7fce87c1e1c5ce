import { refusalOf, type Somebody, World } from './world.fixture.js';

let world: World;
let anchor: Somebody;
beforeAll(async () => {
  world = await World.start();
});
beforeEach(async () => {
  anchor = await world.somebody('anchor');
  await world.list(anchor);
  world.requests.length = 0;
});
afterAll(() => world.stop());

const requestsFor = (path: string) => world.requests.filter((one) => one === path).length;

describe('a status list', () => {
  const statusOf = async (idx: number) => {
    const { lists } = readers;
    return (await lists.status({ uri: `${anchor.url}/list`, idx }, anchor.did)).status;
  };
  let readers: ReturnType<World['readers']>;
  beforeEach(() => {
    readers = world.readers();
  });

  it('is fetched once for all its credentials, and anew after its ttl (Token Status List §13.7)', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, idx) => statusOf(idx)));
    await world.list(anchor, { 3: 1 });
    world.pass(59);
    expect(await statusOf(3)).toBe(0);
    world.pass(1);
    expect(await statusOf(3)).toBe(1);
    expect(requestsFor('/anchor/list')).toBe(2);
  });

  it('is read every five seconds at most, and every hour at least, whatever its ttl says (§11.5)', async () => {
    await world.list(anchor, {}, { ttl: 0.001 });
    await statusOf(1);
    world.pass(4);
    await statusOf(1);
    expect(requestsFor('/anchor/list')).toBe(1);
    await world.list(anchor, {}, { ttl: 1e9, exp: world.seconds + 1e6 });
    world.pass(1);
    await statusOf(1);
    world.pass(3600);
    await statusOf(1);
    expect(requestsFor('/anchor/list')).toBe(3);
  });

  it('is of use for as long again while nobody answers, and then no more', async () => {
    await statusOf(1);
    world.answers.delete('/anchor/list');
    world.pass(119);
    expect(await statusOf(1)).toBe(0);
    world.pass(1);
    expect(await refusalOf(() => statusOf(1))).toBe('status-list-unavailable: not-a-status-list');
  });

  it('is not of use after its exp, though its ttl be longer', async () => {
    await world.list(anchor, {}, { ttl: 3000, exp: world.seconds + 100 });
    await statusOf(1);
    world.answers.delete('/anchor/list');
    world.pass(109);
    expect(await statusOf(1)).toBe(0);
    world.pass(2);
    expect(await refusalOf(() => statusOf(1))).toBe('status-list-unavailable: not-a-status-list');
  });
});
