import { eventually, TestBuyer } from '#testing';
import { Running } from './running-notifications.js';

describe('two processes of notifications', () => {
  it('never send at once from one queue, and each notification once', async () => {
    const notifications = await Running.start();
    const buyer = await TestBuyer.start();
    await notifications.another();
    const client = await notifications.client(buyer.credential);
    await notifications.listen(client, buyer.origin);
    const open = new Map<string, number>();
    let overlaps = 0;
    buyer.answer = async ({ body }) => {
      const { id } = body.event;
      open.set(id, (open.get(id) ?? 0) + 1);
      if (open.get(id)! > 1) overlaps += 1;
      await new Promise((resolve) => setTimeout(resolve, 30));
      open.set(id, open.get(id)! - 1);
      return 204;
    };
    const subjects = Array.from({ length: 6 }, (_, index) => `urn:${index}`);
    for (const state of ['authorized', 'consumed', 'revoked'])
      for (const subject of subjects)
        await notifications.tellIntent(client, subject, 'IntentAuthorized', state);
    await eventually(() => expect(buyer.heard).toHaveLength(18), 20_000);
    for (const subject of subjects)
      expect(buyer.statesOf(subject)).toEqual(['authorized', 'consumed', 'revoked']);
    expect(overlaps).toBe(0);
    expect(new Set(buyer.heard.map(({ body }) => body.eventId)).size).toBe(18);
    buyer.stop();
    await notifications.close();
  });
});

describe('a process that was killed while it sent', () => {
  it('is waited for until its lease is over, and then the notification is sent again', async () => {
    const notifications = await Running.start();
    const buyer = await TestBuyer.start();
    const client = await notifications.client(buyer.credential);
    const listener = await notifications.listen(client, buyer.origin);
    await notifications.database.query(
      `insert into notifications.delivery_lease values ($1, 'killed', now() + interval '1500 ms')`,
      [`${listener} intent-urn:1`],
    );
    const start = Date.now();
    await notifications.tellIntent(client, 'urn:1', 'IntentAuthorized', 'authorized');
    await notifications.tellIntent(client, 'urn:2', 'IntentAuthorized', 'authorized');
    await eventually(() => expect(buyer.heard.map(({ body }) => body.event.id)).toEqual(['urn:2', 'urn:1']));
    expect(buyer.heard[1]!.at - start).toBeGreaterThanOrEqual(1_300);
    buyer.stop();
    await notifications.close();
  });
});
