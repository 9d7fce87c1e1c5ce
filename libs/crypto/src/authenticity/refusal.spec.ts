import { makeParty, type Party, peerOf } from './authenticity.fixture.js';
import { openMessage } from './open-message.js';
import { openRefusal, type RefusalClaims, signRefusal } from './refusal.js';
import { newSecret } from './secrets.js';
import { signWith } from './sign.js';

describe('an answer that refuses a message', () => {
  let seller: Party;
  let claims: RefusalClaims;
  beforeAll(async () => {
    seller = await makeParty('https://seller.example', 'seller.example');
    claims = {
      iss: seller.id,
      aud: 'client-1',
      iat: 1,
      conversation: 'conversation-0000000000001',
      domain: 'seller.example',
      refused_message: newSecret(),
      status: 403,
      payload_hash: newSecret(),
    };
  });
  const opened = async (change: Partial<RefusalClaims>) =>
    openRefusal(
      await signRefusal(signWith(seller.signing), { ...claims, ...change }),
      peerOf(seller),
      'client-1',
    );

  it('says which one, and by what body', async () => {
    expect(await opened({})).toEqual(claims);
  });

  it.each([
    [{ iss: 'https://other.example' }, 'wrong-sender'],
    [{ aud: 'client-2' }, 'wrong-receiver'],
    [{ domain: 'other.example' }, 'foreign-domain'],
    [{ status: 201 }, 'malformed-message'],
    [{ refused_message: 'x' }, 'malformed-message'],
  ])('is none with %j', async (change, reason) => {
    await expect(opened(change)).rejects.toMatchObject({ reason });
  });

  it('never passes for a message, as it brings no secret', async () => {
    const jws = await signRefusal(signWith(seller.signing), claims);
    await expect(openMessage(jws, peerOf(seller), 'client-1')).rejects.toMatchObject({
      reason: 'wrong-kind',
    });
  });
});
