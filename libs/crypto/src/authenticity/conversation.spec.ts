import { beforeAll } from '@jest/globals';
import { makeParty, outcomeOf, type Party, Talk } from './authenticity.fixture.js';

describe('a conversation (draft W128 §9)', () => {
  let buyer: Party;
  let seller: Party;
  beforeAll(async () => {
    buyer = await makeParty('client-1', 'buyer.example', 'desk.buyer.example');
    seller = await makeParty('https://seller.example', 'seller.example', 'api.seller.example');
  });
  const talk = () => new Talk(buyer, seller);

  it('goes on for as long as both take turns, each message with the secret of the one before (Table 8)', async () => {
    const one = talk();
    for (let round = 1; round <= 5; round += 1) await one.exchange(round);
    expect(one.conversationOf('buyer')).toEqual(one.conversationOf('seller'));
    expect(one.conversationOf('seller').sequence).toBe(10);
  });

  it('has the same from the Seller to the Buyer, where the Seller starts it (D17: the roles are reversed)', async () => {
    const told = new Talk(seller, buyer);
    await told.exchange();
    expect(told.conversationOf('seller')).toMatchObject({ initiator: seller.id, responder: buyer.id });
  });

  it('hears a request again whose answer was lost, however late, and nothing comes of it', async () => {
    const one = talk();
    const asked = await one.say('buyer', { ask: 1 });
    expect(await outcomeOf(one.judge('seller', asked))).toBe('repeat');
    await one.say('seller', { answer: 1 });
    one.now = new Date(one.now.getTime() + 86_400_000);
    expect(await outcomeOf(one.judge('seller', asked))).toBe('repeat');
  });

  it('goes on when a request was lost, or was refused before it was heard', async () => {
    const one = talk();
    await one.exchange();
    await one.compose('buyer', { ask: 'lost' });
    await one.exchange(2);
    expect(one.conversationOf('buyer')).toEqual(one.conversationOf('seller'));
  });

  it('moves to another domain of the same Trust Domain after it was announced, and only then', async () => {
    const one = talk();
    const early = await one.compose('buyer', {}, { domain: 'desk.buyer.example' });
    expect(await outcomeOf(one.judge('seller', early))).toBe('next'); // the first message may come from any of them
    const next = { domain: 'desk.buyer.example', endpoint: '/quotemanagement/notification' };
    await one.say('buyer', {}, { next });
    await one.say('seller', {});
    expect(await outcomeOf(one.judge('seller', await one.compose('buyer', {})))).toBe('foreign-domain');
    await one.say('buyer', {}, { domain: 'desk.buyer.example' });
    await one.say('seller', {});
    expect(one.conversationOf('seller')).toMatchObject({
      initiatorDomain: 'desk.buyer.example',
      responderDomain: 'seller.example',
    });
  });

  it('keeps no secret: what a side knows of it may be stored as it is', async () => {
    const one = talk();
    await one.exchange();
    const stored = JSON.stringify([one.conversationOf('seller'), one.conversationOf('buyer')]);
    expect(one.secrets.filter((secret) => stored.includes(secret))).toEqual([]);
  });

  it('carries secrets for the receiver alone: of an unspent one nothing is to be seen on the wire', async () => {
    const one = talk();
    await one.exchange();
    await one.exchange(2);
    const wire = one.wire.map(({ jws }) => Buffer.from(jws.split('.')[1]!, 'base64url').toString()).join();
    const seen = one.secrets.map((secret) => wire.includes(secret));
    expect(seen).toEqual([true, true, true, false, false]); // message n reveals what message n - 1 proved
  });
});
