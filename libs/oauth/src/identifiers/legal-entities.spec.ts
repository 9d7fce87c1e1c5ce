import { signVpJwt } from '#crypto';
import type { LegalEntities } from './legal-entities.js';
import { refusalOf, type Somebody, World } from './world.fixture.js';

let world: World;
let anchor: Somebody;
let broker: Somebody;
let buyer: Somebody;
let entities: LegalEntities;
beforeAll(async () => {
  world = await World.start();
});
beforeEach(async () => {
  anchor = await world.somebody('anchor');
  broker = await world.somebody('broker');
  buyer = await world.somebody('buyer');
  await world.list(anchor);
  await world.list(broker);
  await world.issue(anchor, broker, 1, { mayIssue: true });
  ({ entities } = world.readers());
  world.requests.length = 0;
});
afterAll(() => world.stop());

const audience = 'https://seller.example';
const asked = { audiences: [audience], nonce: 'n-1' };
const accepted = () => ({ anchors: [anchor.did] });
const present = async (credential: string, nonce = 'n-1') =>
  signVpJwt(buyer.key, buyer.did, [credential], { audience, nonce, now: world.clock.now() });
const presented = async (credential: string, nonce?: string) =>
  entities.presented(await present(credential, nonce), asked, accepted());

describe('the legal entity behind an identifier (MEF 128 R6 to R12, D1)', () => {
  it('is proven by its presentation, its credential, the issuer’s credential, and the status of both', async () => {
    const credential = await world.issue(broker, buyer, 2);
    const proven = await presented(credential);
    expect(proven).toMatchObject({
      identifier: buyer.did,
      lei: '5493001KJTIIGC8Y1R12',
      legalName: 'Buyer Networks Ltd',
      anchor: anchor.did,
      credentials: [
        {
          id: `${broker.url}/credentials/2`,
          issuer: broker.did,
          subject: buyer.did,
          status: { uri: `${broker.url}/list`, idx: 2 },
        },
        {
          id: `${anchor.url}/credentials/1`,
          issuer: anchor.did,
          subject: broker.did,
          status: { uri: `${anchor.url}/list`, idx: 1 },
        },
      ],
    });
    const hash = /^[\w-]{43}$/;
    expect(proven.presentationHash).toMatch(hash);
    for (const { hash: one, status } of proven.credentials)
      expect([one, status?.listHash]).toEqual([expect.stringMatching(hash), expect.stringMatching(hash)]);
    expect(proven.recheckAt).toEqual(new Date(world.clock.now().getTime() + 60_000));
  });

  it('keeps nothing in its evidence that could be presented again', async () => {
    const credential = await world.issue(broker, buyer, 2);
    const evidence = JSON.stringify(await presented(credential));
    for (const part of credential.split('.')) expect(evidence).not.toContain(part);
  });

  it('is found by its identifier alone, by the credential that its document leads to', async () => {
    await world.issue(broker, buyer, 2);
    expect(await entities.behind(buyer.did, accepted())).toMatchObject({
      identifier: buyer.did,
      anchor: anchor.did,
    });
  });

  it('is asked for again at no cost: documents, credentials and lists are cached', async () => {
    const credential = await world.issue(broker, buyer, 2);
    await presented(credential);
    const before = world.requests.length;
    await presented(credential);
    expect(world.requests.length).toBe(before);
  });

  const rows: Record<string, [() => Promise<unknown>, string]> = {
    'nobody accepts its issuer’s issuer': [
      async () =>
        entities.presented(await present(await world.issue(broker, buyer, 2)), asked, { anchors: [] }),
      // the anchor has no credential of its own at the address that its document names
      'credential-unavailable: wrong-status',
    ],
    'its presentation answers another nonce': [
      async () => presented(await world.issue(broker, buyer, 2), 'n-0'),
      'credential-refused: wrong-nonce',
    ],
    'the credential that its document leads to is of another': [
      async () => {
        const other = await world.issue(broker, broker, 3);
        world.publish('/buyer/credential', other);
        return entities.behind(buyer.did, accepted());
      },
      'credential-refused: wrong-subject',
    ],
    'its document leads to no credential': [
      async () => {
        world.publish('/buyer/did.json', { id: buyer.did });
        return entities.behind(buyer.did, accepted());
      },
      'credential-refused: no-credential',
    ],
    'its credential was revoked': [
      async () => {
        await world.list(broker, { 2: 1 });
        return presented(await world.issue(broker, buyer, 2));
      },
      'credential-refused: status-invalid',
    ],
    'its credential is suspended': [
      async () => {
        await world.list(broker, { 2: 2 });
        return presented(await world.issue(broker, buyer, 2));
      },
      'credential-refused: status-suspended',
    ],
    'the credential of its issuer was revoked': [
      async () => {
        await world.list(anchor, { 1: 1 });
        return presented(await world.issue(broker, buyer, 2));
      },
      'credential-refused: status-invalid',
    ],
    'its status is out of the range of the list': [
      async () => presented(await world.issue(broker, buyer, 64)),
      'credential-refused: status-out-of-range',
    ],
    'the list is of another address': [
      async () => {
        await world.list(broker, {}, { sub: `${broker.url}/other` });
        return presented(await world.issue(broker, buyer, 2));
      },
      'credential-refused: status-list-of-another-uri',
    ],
    'the list has expired': [
      async () => {
        await world.list(broker, {}, { exp: world.seconds - 11 });
        return presented(await world.issue(broker, buyer, 2));
      },
      'credential-refused: expired',
    ],
    'the list is signed by a stranger': [
      async () => {
        const stranger = await world.somebody('stranger');
        await world.list({ ...broker, key: stranger.key });
        return presented(await world.issue(broker, buyer, 2));
      },
      'credential-refused: unknown-kid',
    ],
    'the list is signed by the accepted issuer, whose credential it is not': [
      async () => {
        await world.list({ ...broker, key: anchor.key });
        return presented(await world.issue(broker, buyer, 2));
      },
      'credential-refused: unknown-kid',
    ],
    'the list has no status list’s media type': [
      async () => {
        world.publish('/broker/list', 'x');
        return presented(await world.issue(broker, buyer, 2));
      },
      'status-list-unavailable: not-a-status-list',
    ],
    'the list is of three megabytes': [
      async () => {
        world.publish('/broker/list', 'x'.repeat(3_000_000), 'application/statuslist+jwt');
        return presented(await world.issue(broker, buyer, 2));
      },
      'status-list-unavailable: answer-too-large',
    ],
    'the list is at a private address': [
      async () =>
        presented(await world.issue(broker, buyer, 2, { status: { uri: 'https://10.0.0.1/list', idx: 2 } })),
      'status-list-unavailable: forbidden-address',
    ],
  };

  it.each(Object.keys(rows))('is not proven when %s', async (name) => {
    const [attempt, reason] = rows[name]!;
    expect(await refusalOf(attempt)).toBe(reason);
  });
});
