import { trust } from '../untrusted.js';

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** Bytes as base58btc text, without the multibase prefix. */
export const toBase58 = (bytes: Uint8Array): string => {
  const zeros = bytes.findIndex((byte) => byte !== 0);
  let number = BigInt(`0x0${Buffer.from(bytes).toString('hex')}`);
  let text = '';
  for (; number > 0n; number /= 58n) text = ALPHABET[Number(number % 58n)]! + text;
  return '1'.repeat(zeros === -1 ? bytes.length : zeros) + text;
};

/** Bytes of a short base58btc text. Throws `Untrusted('not-base58')`, also for more than 200 characters, since the work grows with the square. */
export const fromBase58 = (text: string): Buffer => {
  trust(text.length <= 200, 'not-base58');
  let number = 0n;
  for (const character of text) {
    const digit = ALPHABET.indexOf(character);
    trust(digit >= 0, 'not-base58');
    number = number * 58n + BigInt(digit);
  }
  const hex = number === 0n ? '' : number.toString(16);
  const zeros = /^1*/.exec(text)![0].length;
  return Buffer.concat([
    Buffer.alloc(zeros),
    Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex'),
  ]);
};
