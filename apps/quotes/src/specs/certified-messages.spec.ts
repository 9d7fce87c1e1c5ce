import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signBody, type SigningKey } from '#crypto';
import { type Certified, SigningAuthority } from '#testing';
import { Dialogue } from './dialogue.js';
import { SigningBuyer } from './signing-buyer.js';
import { TalkingBuyer } from './talking-buyer.js';
import { instant, QuotesWorld } from './world.js';

describe('a Seller that takes messages by certified keys alone (ASSENT_CERTIFIED_MESSAGES)', () => {
  let folder: string;
  let authority: SigningAuthority;
  let world: QuotesWorld;
  let certified: Certified;
  let gone: Certified;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'assent-certified-'));
    authority = await SigningAuthority.start('CN=Carriers CA,O=Carriers,C=AE');
    writeFileSync(join(folder, 'anchors.pem'), authority.anchor);
    certified = await authority.certify('CN=one,O=Buyer,C=AE');
    gone = await authority.certify('CN=two,O=Buyer,C=AE', { revoked: -60 });
    world = await QuotesWorld.start({
      ASSENT_TRUST_ANCHORS: join(folder, 'anchors.pem'),
      ASSENT_CERTIFIED_MESSAGES: 'required',
    });
  });
  afterAll(async () => {
    await world.service.close();
    authority.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** With the facts of Open Banking UK; `anchor` is the host of the key set. */
  const detached = (key: SigningKey & { readonly issuer?: string }, clientId: string, anchor: string) => {
    const iat = Math.floor(Date.now() / 1000);
    const claims = { iss: key.issuer ?? clientId, aud: world.service.issuer, iat, jti: 'unused' };
    return signBody('detached', key, { data: instant, claims, trustAnchor: anchor });
  };

  it('takes bodies of clients that have registered nothing, where the key has a good certificate', async () => {
    const buyer = await SigningBuyer.start(world.service, 'one', {}, certified);
    const consented = await world.consent(instant);
    const before = await world.service.events();
    const { signature: _, ...unsigned } = await detached(certified, 'one', '127.0.0.1');
    expect(await buyer.create(consented, unsigned)).toMatchObject({ status: 400 });
    expect(await buyer.create(consented, await detached(buyer.key, 'one', '127.0.0.1'))).toMatchObject({
      status: 403,
    });
    expect(await world.service.events()).toBe(before);
    expect(await buyer.create(consented, await detached(certified, 'one', '127.0.0.1'))).toMatchObject({
      status: 201,
    });
    buyer.stop();
  });

  /** A first message and its body, by a client of its own; the body is always signed by the good key. */
  const opening = async (clientId: string, keys: readonly Certified[], bare = false) => {
    world.join(clientId);
    const buyer = await TalkingBuyer.start(world.service, clientId, {}, keys);
    const dialogue = new Dialogue(buyer, world.service, await world.consent(instant, clientId));
    const prepared = await dialogue.prepare(dialogue.create, bare ? { key: buyer.bareKey } : {});
    const { text, signature } = await detached(certified, clientId, 'localhost');
    const sent = { body: text, headers: { 'x-jws-signature': signature! } };
    const answer = await dialogue.send(prepared, sent);
    buyer.stop();
    return { dialogue, prepared, answer };
  };

  it('takes messages of conversations by such keys too (draft W128 §9)', async () => {
    const { dialogue, prepared, answer } = await opening('three', [certified]);
    expect(answer).toMatchObject({ status: 201 });
    await dialogue.hear(prepared, answer);
  });

  it.each([
    ['a certificate that was revoked', () => opening('four', [gone, certified])],
    ['no certificate', () => opening('five', [certified], true)],
  ])('but not by a key with %s', async (_title, send) => {
    const before = await world.service.events();
    expect((await send()).answer).toMatchObject({
      status: 403,
      body: {
        code: 'accessDenied',
        message: expect.stringContaining('The message is not one of the client'),
      },
    });
    expect(await world.service.events()).toBe(before);
  });
});
