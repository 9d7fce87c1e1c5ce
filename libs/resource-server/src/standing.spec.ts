import { replicaStanding } from './standing.js';
import { allGood, clock, type Known, now, replicasOf } from './tokens.fixture.js';

const issuedAt = now.getTime() / 1000;
const authorization = {
  clientId: 'buyer',
  grantId: 'grant',
  scope: ['intents'],
  intentIds: [],
  jti: 'j',
  issuedAt,
};
const standing = (client: Known['client'], owner: Known['client'] = client) => {
  const replicas = replicasOf(() => ({
    ...allGood(),
    ...(client && { client }),
    owner: { ...(owner && { client: owner }) },
  }));
  return replicaStanding(replicas, clock)(authorization, { scope: 'intents' }, { accessToken: 'token' });
};
const refusedFor = (cause: string) => ({ reason: 'invalid-credentials', detail: { cause } });

describe('a token of a client that was suspended', () => {
  it('is refused while that lasts', async () => {
    await expect(standing({ status: 'suspended' })).rejects.toMatchObject(refusedFor('client-suspended'));
  });

  it('is refused after it, wherever the end of its grant was not heard of yet', async () => {
    const reinstated = { status: 'active', reinstatedAt: '2026-01-01T00:00:01.000Z' } as const;
    await expect(standing(reinstated)).rejects.toMatchObject(refusedFor('client-was-suspended'));
  });

  it('is good when it was issued afterwards, in the second of the reinstatement too', async () => {
    const reinstated = { status: 'active', reinstatedAt: '2026-01-01T00:00:00.999Z' } as const;
    await expect(standing(reinstated)).resolves.toBeUndefined();
    await expect(standing({ status: 'suspended' }, reinstated)).resolves.toBeUndefined();
  });
});
