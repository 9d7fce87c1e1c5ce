import type { KeyObject } from 'node:crypto';
import type { SignatureAlgorithm } from '../jws/algorithms.js';
import type { SigningKey } from '../jwk/signing-key.js';
import type { CertificateSigner } from '../x509/certificate/signature-algorithms.js';
import { type SignatureHash, signerOf } from '../x509/certificate/signer.js';
import type { KeyDescription } from './key-description.js';

/**
 * A private key of the store, ready for use in this process. It shows itself in no log, JSON or error; its bytes are had from
 * the store alone, by `export`.
 */
export class OpenKey {
  readonly #privateKey: KeyObject;

  constructor(
    readonly description: KeyDescription,
    privateKey: KeyObject,
  ) {
    this.#privateKey = privateKey;
  }

  /** Signs certificates, requests, lists and answers of OCSP. */
  signer(hash?: SignatureHash): CertificateSigner {
    return signerOf(this.#privateKey, hash);
  }

  /** Signs JWS; `kid` is what verifiers find the key by, such as the id of its certificate (MEF 128 R47). */
  signingKey(alg: SignatureAlgorithm, kid = this.description.id): SigningKey {
    return { kid, alg, privateKey: this.#privateKey };
  }

  /** For what takes Node's own keys: decryption, TLS contexts. */
  get privateKey(): KeyObject {
    return this.#privateKey;
  }
}
