import { AsnConvert } from '@peculiar/asn1-schema';
import { Untrusted } from '../../untrusted.js';

/** Reads DER as a type of ASN.1; what does not fit throws `Untrusted(reason)`. */
export const parseAsn = <Type>(type: new () => Type, der: Uint8Array, reason: string): Type =>
  orUntrusted(reason, () => AsnConvert.parse(der, type));

/** DER of a value of an ASN.1 type. */
export const derOf = (value: unknown): Buffer => Buffer.from(AsnConvert.serialize(value));

/** An ArrayBuffer of our own copy, which is what the ASN.1 types hold. */
export const arrayBufferOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

/** Runs code of others on material of others: whatever it throws becomes `Untrusted(reason)`. */
export const orUntrusted = <Result>(reason: string, work: () => Result): Result => {
  try {
    return work();
  } catch (error) {
    throw error instanceof Untrusted ? error : new Untrusted(reason);
  }
};
