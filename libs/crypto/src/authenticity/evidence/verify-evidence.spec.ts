import { makeParty, Talk } from '../authenticity.fixture.js';
import type { Evidence } from './evidence.js';
import { type Scene, tamperings, withMessages } from './tamperings.fixture.js';
import { missingFrom, verifyEvidence } from './verify-evidence.js';

describe('evidence under examination', () => {
  let scene: Scene;
  beforeAll(async () => {
    const [buyer, seller] = [
      await makeParty('client-1', 'b.example'),
      await makeParty('https://s.example', 's.example'),
    ];
    const [talk, other] = [new Talk(buyer, seller), new Talk(buyer, seller, 'conversation-0000000000002')];
    for (let round = 1; round <= 3; round += 1) for (const one of [talk, other]) await one.exchange(round);
    scene = { talk, other, mallory: await makeParty('client-2', 'm.example') };
  });

  it.each(tamperings)('%s: %j', async (what, verdicts, tampering) => {
    const report = await verifyEvidence(await tampering(scene.talk.evidence(), scene));
    expect(report.conversations[0]!.messages.map(({ verdict }) => verdict)).toEqual(verdicts);
    expect(report.good).toBe(what === 'nothing');
  });

  it('shows every secret that was proven: by the next message, and the last one by what is disclosed', async () => {
    const { disclosed: _disclosed, ...undisclosed } = scene.talk.evidence().conversations[0]!;
    const shown = async (evidence: Evidence) =>
      (await verifyEvidence(evidence)).conversations[0]!.messages.map(({ secret }) => secret);
    expect(new Set(await shown(scene.talk.evidence()))).toEqual(new Set(['shown']));
    expect(
      (await shown({ ...scene.talk.evidence(), conversations: [undisclosed] })).lastIndexOf('not shown'),
    ).toBe(5);
  });

  it('finds a key that its reader does not know, however well everything was signed with it', async () => {
    const { talk, mallory } = scene;
    const forged = new Talk({ ...mallory, id: talk.buyer.id }, talk.seller);
    await forged.exchange();
    const pinned = [talk.buyer.publicJwk, talk.seller.publicJwk];
    expect(await verifyEvidence(forged.evidence())).toMatchObject({ good: true, pinned: false });
    expect(await verifyEvidence(forged.evidence(), { pinned })).toMatchObject({
      good: false,
      conversations: [{ messages: [{ verdict: 'key-not-pinned' }, { verdict: 'message-out-of-order' }] }],
      keys: [
        { party: talk.buyer.id, pinned: false },
        { party: talk.seller.id, pinned: true },
      ],
    });
    expect(await verifyEvidence(talk.evidence(), { pinned })).toMatchObject({ good: true });
  });

  it('finds what one side left out at the end by what the other side kept', () => {
    const whole = scene.talk.evidence().conversations[0]!;
    const shorter = { ...whole, messages: whole.messages.slice(0, 4) };
    expect(missingFrom(shorter, whole)).toEqual(whole.messages.slice(4));
    expect(missingFrom(whole, shorter)).toEqual([]);
  });

  it.each([
    undefined,
    null,
    7,
    'text',
    {},
    [],
    { format: 'other' },
    { format: 'payload-authenticity-evidence/1' },
    {
      format: 'payload-authenticity-evidence/1',
      exportedAt: 'x',
      exportedBy: 'x',
      keys: [null],
      conversations: [],
    },
    {
      format: 'payload-authenticity-evidence/1',
      exportedAt: 'x',
      exportedBy: 'x',
      keys: [],
      conversations: [{ conversation: 'x', initiator: 'x', responder: 'x', messages: [{}] }],
    },
  ])('is none: %j', async (value) => {
    await expect(verifyEvidence(value)).rejects.toMatchObject({ reason: 'malformed-evidence' });
  });

  it('is not good where it tells of nothing', async () => {
    expect(await verifyEvidence({ ...scene.talk.evidence(), conversations: [] })).toMatchObject({
      good: false,
    });
    expect(await verifyEvidence(withMessages(scene.talk.evidence(), () => []))).toMatchObject({
      good: false,
      conversations: [{ verdict: 'no-messages' }],
    });
  });
});
