import type { Buyer } from '../buyer.js';
import { mediaTypeOf } from './body-form.js';
import { type OutgoingBody, writeBody } from './write-body.js';
import { readBody, type SignedText } from './read-body.js';

/** Writes and reads the bodies of one client's requests, where it has registered how they prove themselves. */
export interface Speaker {
  /** Media type of the answers that it understands. */
  readonly accept: string;
  /** Anew for each attempt: what is signed is good for once. */
  readonly write: (data: unknown) => Promise<OutgoingBody>;
  /** Throws an Error for an answer that is not the Seller's. */
  readonly read: (answer: SignedText) => Promise<unknown>;
}

/** Undefined where this Buyer speaks JSON, unsigned. */
export const speakerFor = (buyer: Buyer, clientId: string): Speaker | undefined => {
  const { bodies: form } = buyer;
  return (
    form && {
      accept: mediaTypeOf(form),
      write: (data) => writeBody(buyer, form, clientId, data),
      read: async (answer) => (await readBody(buyer, answer, [clientId])).data,
    }
  );
};
