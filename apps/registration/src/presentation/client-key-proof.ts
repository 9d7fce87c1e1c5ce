import { Injectable } from '@nestjs/common';
import { KeySet, parseJws, type PublicJwk, signatureAlgorithms, Untrusted, verifyJws } from '#crypto';
import { Refused } from '#event-sourcing';
import { Identifiers } from '#oauth';
import { proofFormat, proofIn } from './stated-nonce.js';

/** Shows that the holder of a credential and the software that registers are one: they have the same key (MEF 128 R12). */
@Injectable()
export class ClientKeyProof {
  constructor(private readonly identifiers: Identifiers) {}

  /** Throws `Refused('presentation-by-other-key')` unless a key at `jwksUri` signed the holder's proof. */
  async assert(presentation: string, jwksUri: string): Promise<void> {
    const proof = parseJws(proofIn(presentation), proofFormat);
    // The name that the holder gave its key is unknown at the client's address, so that it is looked at anew.
    const { keys } = await this.identifiers.resolve(jwksUri, proof.header.kid);
    for (const { jwk } of keys) if (await isBy(proof, jwk)) return;
    throw new Refused('presentation-by-other-key');
  }
}

const KID = 'client';

const isBy = async (proof: ReturnType<typeof parseJws>, jwk: PublicJwk): Promise<boolean> => {
  const keys = KeySet.of({ keys: [{ ...jwk, kid: KID }] });
  const key = ({ alg }: { readonly alg: string }) => keys.find({ alg, kid: KID });
  try {
    await verifyJws(proof, { ...proofFormat, key, algorithms: signatureAlgorithms });
    return true;
  } catch (error) {
    if (error instanceof Untrusted) return false;
    throw error;
  }
};
