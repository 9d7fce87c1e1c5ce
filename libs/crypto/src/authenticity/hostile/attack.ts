import { jwtKinds } from '../../jwt/jwt-kinds.js';
import { signJwt } from '../../jwt/jwt.js';
import { type Party, type Sent, start, type Talk } from '../authenticity.fixture.js';
import type { Hearing } from '../hear-message.js';
import { encryptSecrets } from '../sealed-secrets.js';

/** A conversation after one exchange (`talk`), and others that an attacker takes parts from. */
export interface Scene {
  readonly talk: Talk;
  /** Of the same parties. */
  readonly other: Talk;
  /** Of another Buyer with the same Seller. */
  readonly foreign: Talk;
  readonly mallory: Party;
}

/** What comes in where the Buyer's next request, `honest`, was to come. */
export interface Attack extends Pick<Sent, 'jws' | 'carrier'> {
  readonly hearing?: Partial<Hearing>;
}

export type Row = readonly [
  what: string,
  expected: string,
  attack: (honest: Sent, scene: Scene) => Attack | Promise<Attack>,
];

/** The message with other claims, signed again by its own sender: what a faulty or dishonest peer could send. */
export const withClaims = async (
  { jws, carrier }: Pick<Sent, 'jws' | 'carrier'>,
  signer: Party,
  change: Readonly<Record<string, unknown>>,
): Promise<Attack> => {
  const claims = JSON.parse(Buffer.from(jws.split('.')[1]!, 'base64url').toString()) as object;
  const changed = Object.fromEntries(
    Object.entries({ ...claims, ...change }).filter(([, one]) => one !== undefined),
  );
  return { jws: await signJwt(signer.signing, jwtKinds.payloadMessage.typ, changed), carrier };
};

/** The message with its three parts edited, and signed by nobody. */
export const edited = ({ jws, carrier }: Sent, edit: (parts: string[]) => string[]): Attack => ({
  jws: edit(jws.split('.')).join('.'),
  carrier,
});

/** The honest message with other claims, signed again by the Buyer. */
export const claim =
  (change: Readonly<Record<string, unknown>>): Row[2] =>
  (honest, { talk }) =>
    withClaims(honest, talk.buyer, change);

/** The honest message with other secrets in it, encrypted for the Seller and signed again by the Buyer. */
export const inner =
  (secrets: (scene: Scene) => { previous_secret: string; new_secret: string }): Row[2] =>
  async (honest, scene) => {
    const sealed = await encryptSecrets(secrets(scene), scene.talk.seller.recipient);
    return withClaims(honest, scene.talk.buyer, { secrets: sealed });
  };

export const later = (seconds: number) => new Date(start.getTime() + seconds * 1000);

/** The `secrets` of a message. */
export const secretsOf = ({ jws }: Pick<Sent, 'jws'>): string =>
  (JSON.parse(Buffer.from(jws.split('.')[1]!, 'base64url').toString()) as { secrets: string }).secrets;
