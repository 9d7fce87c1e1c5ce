import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import { parseAsn } from '../asn1/asn.js';
import { childrenOf, readTlv, type Tlv } from '../asn1/der.js';
import { signatureAlgorithmOf, type SignedBytes } from './signature-algorithms.js';
import { Untrusted, trust } from '../../untrusted.js';

/** Certificates, requests, lists and answers of OCSP have one frame: what is signed, an algorithm, the signature. */
export interface Signed {
  /** Where in the bytes that stands which is signed. */
  readonly contents: Tlv;
  /** DER of the algorithm that is named outside of it. */
  readonly algorithm: Uint8Array;
  readonly signed: SignedBytes;
}

const BIT_STRING = 0x03;
const SEQUENCE = 0x30;

/**
 * Takes the frame apart, byte for byte. A signature is whole octets: with bits to spare, one signature had several spellings.
 * Throws `Untrusted(reason)`, and the reasons of `signatureAlgorithmOf`.
 */
export const readSigned = (der: Uint8Array, reason: string): Signed => {
  const frame = readTlv(der, 0);
  const [contents, algorithm, signature] = childrenOf(der, frame);
  if (!contents || !algorithm || !signature) throw new Untrusted(reason);
  trust(
    [frame, contents, algorithm].every(({ tag }) => tag === SEQUENCE),
    reason,
  );
  trust(signature.tag === BIT_STRING && der[signature.start] === 0, reason);
  const identifier = sliceOf(der, algorithm);
  return {
    contents,
    algorithm: identifier,
    signed: {
      algorithm: signatureAlgorithmOf(parseAsn(AlgorithmIdentifier, identifier, reason)),
      data: sliceOf(der, contents),
      signature: der.subarray(signature.start + 1, signature.end),
    },
  };
};

/** The bytes of a value, its tag and length among them. */
export const sliceOf = (der: Uint8Array, { at, end }: Tlv): Uint8Array => der.subarray(at, end);
