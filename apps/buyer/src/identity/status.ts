import { inflateSync } from 'node:zlib';
import { jwtVerify } from 'jose';
import { send } from '../seller/send.js';
import { keyOf, type Seen } from './did-web.js';

/** Where the status of a credential is told (Token Status List §6.2). */
export interface StatusPlace {
  readonly uri: string;
  readonly idx: number;
}

interface StatusListClaim {
  readonly bits: 1 | 2 | 4 | 8;
  readonly lst: string;
}

const MOST_BYTES = 1_048_576;

/** The status of a credential, by a list that its issuer signed: 0 is VALID. Asked anew each time. */
export const statusOf = async (buyer: Seen, { uri, idx }: StatusPlace, issuer: string): Promise<number> => {
  const { body } = await send(buyer, { url: uri, headers: { accept: 'application/statuslist+jwt' } });
  const { payload } = await jwtVerify(String(body), keyOf(buyer, issuer, 'assertionMethod'), {
    typ: 'statuslist+jwt',
    subject: uri,
  });
  const { bits, lst } = payload['status_list'] as StatusListClaim;
  const bytes = inflateSync(Buffer.from(lst, 'base64url'), { maxOutputLength: MOST_BYTES });
  // §4.1: entries stand from the least significant bit of each byte on.
  const byte = bytes[Math.floor((idx * bits) / 8)];
  if (byte === undefined) throw new Error(`the status list ${uri} has no entry ${idx}`);
  return (byte >> ((idx * bits) % 8)) & (2 ** bits - 1);
};
