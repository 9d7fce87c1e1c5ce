import { createHmac } from 'node:crypto';
import { type BodyForm, importSigningKey, signJws, type SigningKey, type WireBody } from '#crypto';
import { exportJWK } from 'jose';
import type { Certified } from '#testing';
import { claimsFor, type Holder, signed } from './bodies.js';
import type { SignedBodiesWorld } from './world.js';

/** Subject of the carrier's certificates. */
export const SUBJECT = 'CN=carrier,O=Foreign Networks Ltd,C=AE';
/** Host of the carrier's key set. */
export const ANCHOR = '127.0.0.1';

/** Two Buyers with a consent each, and the ways in which somebody else, or they themselves, do wrong with it. */
export class Hostile {
  private constructor(
    readonly world: SignedBodiesWorld,
    /** Bodies are signed, by any key. */
    readonly plain: Holder,
    readonly plainKey: SigningKey,
    /** Bodies are signed by certified keys. */
    readonly carrier: Holder,
    /** Of another Buyer. */
    readonly foreignKey: SigningKey,
    /** A body of the plain Buyer's that was taken. */
    readonly taken: WireBody,
  ) {}

  static async in(world: SignedBodiesWorld): Promise<Hostile> {
    await publishKeys(world);
    const [client, foreign] = [await world.plainBuyer('plain'), await world.plainBuyer('foreign')];
    const [key, foreignKey] = await Promise.all([client, foreign].map(({ key: own }) => signingKeyOf(own)));
    const used = await world.consented(client);
    const taken = await signed('jwt', key!, used);
    const answer = await world.createQuote(used, { wire: taken });
    if (answer.status !== 201) throw new Error(`createQuote: ${answer.status} ${await answer.text()}`);
    const carrier = await world.consented(await world.carrier());
    await world.settled();
    const plain = await world.consented(client, used.payload);
    return new Hostile(world, plain, key!, carrier, foreignKey!, taken);
  }

  /** A body of the carrier's, by one of its keys. */
  certified(form: BodyForm, name: string, claims: object = {}): Promise<WireBody> {
    return signed(form, this.key(name), this.carrier, { claims, trustAnchor: ANCHOR });
  }

  /** One of the carrier's. */
  readonly key = (name: string): Certified => this.world.keys.get(name)!;

  /** A jwt of the plain Buyer's, whose claims and header are as given; what is undefined is left out. */
  async jwt(claims: object = {}, { key = this.plainKey, header = {} } = {}): Promise<WireBody> {
    const all = { ...claimsFor(this.plain, this.plainKey), Data: this.plain.payload, ...claims };
    return jwtOf(await signJws(key, { typ: 'JWT', ...header }, JSON.stringify(all)));
  }

  /** The same with a text in the place of the claims. */
  async jwtOfText(text: string): Promise<WireBody> {
    return jwtOf(await signJws(this.plainKey, { typ: 'JWT' }, text));
  }

  /** An unsigned or wrongly signed one, by hand. */
  forged(header: object, signature: (input: string) => string): WireBody {
    const all = { ...claimsFor(this.plain, this.plainKey), Data: this.plain.payload };
    const input = [header, all]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    return jwtOf(`${input}.${signature(input)}`);
  }
}

export const hmac =
  (secret: string) =>
  (input: string): string =>
    createHmac('sha256', secret).update(input).digest('base64url');

export const jwtOf = (text: string): WireBody => ({ contentType: 'application/jwt', text });

const signingKeyOf = async (key: {
  readonly private: unknown;
  readonly kid: string;
}): Promise<SigningKey> => {
  const jwk = { ...(await exportJWK(key.private as never)), kid: key.kid };
  return importSigningKey(jwk, 'ES256');
};

/** What the carrier publishes: one key that is good, and others that are not, or not at that time. */
const publishKeys = async ({ authority, stranger, framework, keys }: SignedBodiesWorld): Promise<void> => {
  const wishes = {
    good: {},
    'ended an hour ago': { to: -3600 + 1, from: -7200 },
    'ended a minute ago': { to: -60, from: -7200 },
    'begins tomorrow': { from: 86_400, to: 2 * 86_400 },
    'for connections': { purpose: 'client-tls' },
    'revoked an hour ago': { revoked: -3600 },
    'revoked a minute ago': { revoked: -60 },
    'revoked tomorrow': { revoked: 86_400 },
    'lost from tomorrow on': { revoked: 86_400, reason: 'keyCompromise' },
    'of somebody else': {},
  } as const;
  for (const [name, wish] of Object.entries(wishes)) {
    const subject = name === 'of somebody else' ? 'CN=victim,O=Victim Networks Ltd,C=AE' : SUBJECT;
    keys.set(name, await authority.certify(subject, wish));
  }
  keys.set('by a stranger', await stranger.certify(SUBJECT));
  const victim = keys.get('of somebody else')!;
  keys.delete('of somebody else');
  const bare = keys.get('good')!;
  const own = await authority.certify(SUBJECT);
  // A key of the carrier's under the id of a certificate that is not the carrier's, and that beside it, under another name.
  const { kty, crv, x, y } = own.jwk;
  const disguised = { kty, crv, x, y, kid: victim.kid, use: 'sig', alg: 'ES256' };
  framework.jwks.keys.push(...[...keys.values()].map(({ jwk }) => jwk as never));
  framework.jwks.keys.push(disguised as never, { ...victim.jwk, kid: 'victim' } as never);
  keys.set('disguised', { ...own, kid: victim.kid, issuer: victim.issuer });
  keys.set('without certificate', {
    ...bare,
    privateKey: (await signingKeyOf({ private: framework.signing.privateKey, kid: 'buyer-sig' })).privateKey,
    kid: 'buyer-sig',
  });
};
