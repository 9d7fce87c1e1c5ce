import { EventStore } from '#event-sourcing';
import { StatusLists as ReadStatusLists } from '#oauth';
import { context } from '#testing';
import { FollowMembership } from '../credentials/follow-membership.js';
import { type Issued, json, MemberWorld } from '../credentials/member-world.fixture.js';
import { organisations } from '../organisation.js';

let world: MemberWorld;
beforeAll(async () => {
  world = await MemberWorld.start();
});
afterAll(() => world.directory.close());

const outcomeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'accepted',
    ({ reason, detail }: { reason: string; detail?: { cause?: string } }) => `${reason}: ${detail?.cause}`,
  );
/** What a Seller finds that reads the list as it is now, with no copy of its own. */
const statusOf = async (credential: string): Promise<string> => {
  const lists = world.directory.app.get(ReadStatusLists, { strict: false });
  (lists as unknown as { known: { entries: Map<string, unknown> } }).known.entries.clear();
  return outcomeOf(world.entities.credited(credential, world.accepted));
};

describe('the status of a credential (R10)', () => {
  const listOf = ({ statusList }: Issued) => `${world.base}/status-lists/${statusList}`;

  it('is told by a Status List Token of the right media type, which nobody caches (Token Status List §8)', async () => {
    const issued = await world.issue();
    const answer = await fetch(listOf(issued), { headers: { accept: 'application/statuslist+jwt' } });
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
      200,
      expect.stringContaining('application/statuslist+jwt'),
      'public, no-cache',
    ]);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    const etag = answer.headers.get('etag')!;
    expect((await fetch(listOf(issued), { headers: { 'if-none-match': etag } })).status).toBe(304);
    const cwt = await fetch(listOf(issued), { headers: { accept: 'application/statuslist+cwt' } });
    expect(cwt.status).toBe(406);
    for (const none of ['0', '99', 'x', '1e1', '-1'])
      expect((await fetch(`${world.base}/status-lists/${none}`)).status).toBe(404);
  });

  it('changes by command, and for good when it is revoked', async () => {
    const { credential, credentialId } = await world.issue();
    expect(await statusOf(credential)).toBe('accepted');
    await world.put(`${world.credentialsOf()}/${credentialId}/suspension`, { reason: 'fees' });
    expect(await statusOf(credential)).toBe('credential-refused: status-suspended');
    await world.directory.post(`${world.credentialsOf()}/${credentialId}/reinstatement`, {});
    expect(await statusOf(credential)).toBe('accepted');
    await world.put(`${world.credentialsOf()}/${credentialId}/revocation`, { reason: 'merged' });
    expect(await statusOf(credential)).toBe('credential-refused: status-invalid');
    const late = await world.directory.post(`${world.credentialsOf()}/${credentialId}/reinstatement`, {});
    expect([late.status, (await json(late))['type']]).toEqual([409, 'urn:assent:problem:credential-revoked']);
  });

  it('follows the membership of the organisation, and a suspension of its own outlives that', async () => {
    const [one, other] = [await world.issue(), await world.issue()];
    await world.put(`${world.credentialsOf()}/${other.credentialId}/suspension`, { reason: 'fees' });
    await world.put(`/organisations/${world.organisationId}/suspension`, { reason: 'fees' });
    expect(await statusOf(one.credential)).toBe('credential-refused: status-suspended');
    expect((await world.ask({})).status).toBe(409);
    await world.directory.post(`/organisations/${world.organisationId}/reinstatement`, {});
    expect(await statusOf(one.credential)).toBe('accepted');
    expect(await statusOf(other.credential)).toBe('credential-refused: status-suspended');
  });

  it('is brought into line when whoever suspended the member died before it came to the credentials', async () => {
    const { credential } = await world.issue();
    const store = world.directory.app.get(EventStore, { strict: false });
    const suspend = { type: 'SuspendOrganisation', context: context(), reason: 'fees' } as const;
    await store.execute(organisations, world.organisationId, suspend);
    expect(await statusOf(credential)).toBe('accepted');
    await world.directory.app.get(FollowMembership, { strict: false }).run();
    expect(await statusOf(credential)).toBe('credential-refused: status-suspended');
    await world.directory.post(`/organisations/${world.organisationId}/reinstatement`, {});
    expect(await statusOf(credential)).toBe('accepted');
  });

  it('of a credential is its organisation’s to change, and nobody else’s', async () => {
    const { credentialId } = await world.issue();
    const body = { legalName: 'Other Networks', lei: '254900MERIDIANCLDS79' };
    const { organisationId: other } = await json(await world.directory.post('/organisations', body));
    const answer = await world.put(`${world.credentialsOf(other as string)}/${credentialId}/revocation`, {
      reason: 'x',
    });
    expect(answer.status).toBe(404);
  });

  it('has a place at random that nobody else has, in the next list when one is full', async () => {
    const all = await Promise.all(Array.from({ length: 24 }, () => world.issue()));
    const places = all.map(({ statusList, statusIndex }) => `${statusList}:${statusIndex}`);
    expect(new Set(places).size).toBe(24);
    expect(Math.max(...all.map(({ statusList }) => statusList))).toBeGreaterThan(1);
    const indices = all.map(({ statusIndex }) => statusIndex);
    expect(indices).not.toEqual(indices.toSorted((a, b) => a - b));
  });
});
