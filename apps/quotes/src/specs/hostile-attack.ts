import { type authenticity, generateSigningKey, importSigningKey, opaqueId } from '#crypto';
import type { Answered } from '#testing';
import type { Dialogue, Prepared } from './dialogue.js';

/** A dialogue after two exchanges about a slow quote, the messages that made it, and another dialogue of the same Buyer. */
export interface Scene {
  readonly one: Dialogue;
  readonly first: Prepared;
  readonly second: Prepared;
  readonly other: Dialogue;
}

/** What is sent, how it is answered, and the reason that is written down, if it is. */
export type Row = readonly [
  what: string,
  answer: readonly [status: number, code: string],
  reason: string | undefined,
  attack: (scene: Scene) => Promise<Answered>,
];

export const malformed = [400, 'invalidBody'] as const;
export const denied = [403, 'accessDenied'] as const;
export const random = () => opaqueId(32);

/** The honest message, with another header in its place. */
export const withHeader =
  (header: string): Row[3] =>
  async ({ one }) => {
    const { message, request } = await one.prepare(one.retrieve);
    return one.send({ message, request }, { headers: { 'x-payload-authenticity': header } });
  };

/** The honest message with other claims, signed by the Buyer all the same. */
export const withClaims =
  (claims: Readonly<Record<string, unknown>>): Row[3] =>
  async ({ one }) =>
    one.send(await one.prepare(one.retrieve, { claims }));

/** The next message, made of other things. */
export const withDraft =
  (draft: (scene: Scene) => Partial<authenticity.Draft> | Promise<Partial<authenticity.Draft>>): Row[3] =>
  async (scene) =>
    scene.one.send(await scene.one.prepare(scene.one.retrieve, { draft: await draft(scene) }));

/** A key that the Buyer never published. */
export const somebodyElse = async () => {
  const { privateJwk } = await generateSigningKey('ES256');
  return importSigningKey(privateJwk, 'ES256');
};
