import { join } from 'node:path';
import { type BodyForm, parseCertificate, type WireBody } from '#crypto';
import { eventually, flow } from '#testing';
import { walk } from '../../../../buyer/src/index.js';
import { certifiedRows } from './certified.rows.js';
import { ANCHOR, Hostile } from './hostile.js';
import type { MemberKey } from './member.js';
import { signedRows } from './signed.rows.js';
import { decoded, type Holder, keysAt, signed, verifiedAnswer, wireOf } from './bodies.js';
import { verdicts } from './row.js';
import { quotesPath, SignedBodiesWorld } from './world.js';

const forms: readonly BodyForm[] = ['jwt', 'jose', 'detached'];

describe('bodies that prove themselves, by certificates of the trust framework (MEF 128 §7.1)', () => {
  let world: SignedBodiesWorld;
  let seller: MemberKey & { readonly organisationId: string };
  let buyer: Awaited<ReturnType<SignedBodiesWorld['certifiedBuyer']>>;
  beforeAll(async () => {
    world = await SignedBodiesWorld.start();
    seller = await world.sellerKey();
    buyer = await world.certifiedBuyer('certified');
  }, 180_000);
  afterAll(() => world.stop());

  const verified = async (wire: WireBody, jwks: unknown) =>
    verifiedAnswer(wire, { jwks, seller, client: buyer.client });
  const issuerKeys = () => keysAt(`${world.platform.origin}/jwks`);
  const quoteKeys = () => keysAt(`${world.platform.origin}${quotesPath}/jwks`);
  const byBuyer = (form: BodyForm, holder: Holder) =>
    signed(form, buyer.key, holder, { trustAnchor: 'localhost' });

  it('publishes Sig2 with its certificate, as x5t#S256 names it (R47, D9)', async () => {
    for (const jwks of [await issuerKeys(), await quoteKeys()]) {
      const { keys } = jwks as { readonly keys: readonly { kid: string; x5c?: readonly string[] }[] };
      const found = keys.find(({ kid }) => kid === seller.by.leaf.id);
      expect(found).toMatchObject({ 'x5t#S256': seller.by.leaf.id, use: 'sig', alg: 'ES256' });
      expect(parseCertificate(found!.x5c![0]!).id).toBe(seller.by.leaf.id);
    }
  });

  it.each(forms)(
    'goes the ten steps with bodies as %s, signed by Sig1 and answered by Sig2',
    async (form) => {
      const holder = await world.consented(buyer.client);
      const hub = await flow.clientToken(buyer.client, 'notifications retrieveQuote');
      const { heard, home } = world.listener;
      const subscribed = await flow.call<{ id: string }>('POST', `${world.platform.origin}/hub`, {
        headers: { authorization: `Bearer ${hub}` },
        body: { callback: home, query: 'eventType=quoteStateChangeEvent' },
      });
      const accept = form === 'detached' ? 'application/json' : `application/${form}`;
      const answer = await world.createQuote(holder, {
        wire: await byBuyer(form, holder),
        headers: { accept },
      });
      expect(answer.status).toBe(201);
      const made = await verified(await wireOf(answer), await quoteKeys());
      expect(made).toMatchObject({ form, data: { externalId: holder.payload['externalId'] } });
      const { id } = made.data as { readonly id: string };
      const read = await fetch(`${world.platform.origin}${quotesPath}/quote/${id}`, {
        headers: { authorization: `Bearer ${hub}`, accept },
      });
      expect((await verified(await wireOf(read), await quoteKeys())).data).toMatchObject({ id });
      await eventually(async () => {
        const told = await Promise.all(heard.map(async (wire) => verified(wire, await issuerKeys())));
        const ours = told.filter(({ data }) => (data as { event: { id: string } }).event.id === id);
        expect(ours[0]).toMatchObject({ form: 'jwt', claims: { iss: seller.issuer } });
      }, 30_000);
      await flow.call('DELETE', `${world.platform.origin}/hub/${subscribed.body.id}`, {
        headers: { authorization: `Bearer ${hub}` },
      });
    },
    60_000,
  );

  it.each(forms)(
    'is walked by the sample Buyer, with bodies as %s',
    async (form) => {
      const { origin, folder } = world.platform;
      const told: string[] = [];
      const walked = await walk({
        origin,
        person: world.person,
        folder: join(folder, 'buyer'),
        bodies: form,
        log: (line) => told.push(line),
      });
      expect(walked.quote).toMatchObject({ quoteId: expect.any(String) });
      const { contentType, signature } = walked.notification!;
      expect([contentType.split(';')[0], signature !== undefined]).toEqual([
        form === 'detached' ? 'application/json' : `application/${form}`,
        form === 'detached',
      ]);
      expect(told.join('\n')).toContain(`ES256 of kid ${seller.by.leaf.id}`);
    },
    60_000,
  );

  it('keeps the issuer of OIDC in id_tokens, by the published keys of the services', async () => {
    const { tokens } = await world.consented(buyer.client);
    const [header, claims] = tokens.id_token.split('.').slice(0, 2).map(decoded);
    expect(claims).toMatchObject({ iss: world.platform.origin });
    expect(header!['kid']).not.toBe(seller.by.leaf.id);
  });

  it('takes no request object by a key without a certificate', async () => {
    const { client } = buyer;
    const staging = await flow.clientToken(client, 'intents');
    const { payload } = await world.consented(client);
    const intent = await flow.stage(client, staging, {
      kind: 'quote',
      operations: ['createQuote'],
      purpose: 'Price',
      usage: 'single',
      payload,
    });
    const enrolled = { ...client, key: world.bareKey };
    const answer = await flow.consent(enrolled, world.platform.person, intent);
    expect(Object.fromEntries(answer)).toMatchObject({ error: 'invalid_request_object' });
  });

  describe('and refuses, without an event,', () => {
    let hostile: Hostile;
    beforeAll(async () => {
      hostile = await Hostile.in(world);
    }, 120_000);

    const rows = [
      ...signedRows.map((row) => ['plain', row] as const),
      ...certifiedRows.map((row) => ['carrier', row] as const),
    ];
    it('in 60 ways and more, no two with the same title', () => {
      const titles = rows.map(([who, [title]]) => `${who} ${title}`);
      expect(titles.length).toBeGreaterThanOrEqual(60);
      expect(new Set(titles).size).toBe(titles.length);
    });

    it.each(rows.map(([who, row]) => [who, row[0], row] as const))('of %s: %s', async (who, _title, row) => {
      const [, make, verdict, headers] = row;
      const wire = await make(hostile);
      await world.platform.settled();
      const before = await world.platform.events();
      const answer = await world.createQuote(hostile[who], { wire, ...(headers && { headers }) });
      const body = (await answer.json()) as { readonly code: string; readonly message: string };
      const [status, code, words] = verdicts[verdict];
      expect([answer.status, body.code]).toEqual([status, code]);
      expect(body.message).toContain(words);
      expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
      expect(await world.platform.events()).toEqual(before);
    });

    it.each([
      ['was revoked for tomorrow', 'revoked tomorrow', 0],
      ['ended after it had signed', 'ended a minute ago', 120],
    ])('but takes what is signed by a certificate that %s', async (_title, name, age) => {
      const holder = await world.consented(hostile.carrier.client);
      const iat = Math.floor(Date.now() / 1000) - age;
      const wire = await signed('jwt', hostile.key(name), holder, { claims: { iat }, trustAnchor: ANCHOR });
      expect((await world.createQuote(holder, { wire })).status).toBe(201);
    });

    it('and the consents that were attacked are still good', async () => {
      const plain = await world.createQuote(hostile.plain, {
        wire: await signed('detached', hostile.plainKey, hostile.plain),
      });
      const carrier = await world.createQuote(hostile.carrier, {
        wire: await hostile.certified('detached', 'good'),
      });
      expect([plain.status, carrier.status]).toEqual([201, 201]);
    });
  });

  it('stops taking what Sig1 signs when the directory has revoked it, and signing when Sig2 is', async () => {
    const holder = await world.consented(buyer.client);
    const revoke = async (organisationId: string, { by: { leaf } }: MemberKey) => {
      const path = `/directory/organisations/${organisationId}/certificates/${leaf.id}/revocation`;
      const answer = await flow.call('PUT', `${world.platform.origin}${path}`, {
        body: { reason: 'superseded' },
      });
      flow.demand(answer, 200, 'revoke');
    };
    // What breaks the contract has no effect, and is told so only where it was signed well and can be answered.
    const answered = async () => {
      const wire = await byBuyer('jwt', { ...holder, payload: {} });
      return (await world.createQuote(holder, { wire })).status;
    };
    expect(await answered()).toBe(422);
    const before = await world.quotesMade();
    await revoke(buyer.organisationId, buyer.key);
    await eventually(async () => expect(await answered()).toBe(403), 30_000);
    await revoke(seller.organisationId, seller);
    await eventually(async () => expect(await answered()).toBe(503), 30_000);
    expect(await world.quotesMade()).toBe(before);
  }, 90_000);
});
