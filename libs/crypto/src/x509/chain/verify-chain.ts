import type { Certificate } from '../certificate/certificate.js';
import { candidatePaths, type Path, type PathMaterial } from './candidate-paths.js';
import { pathRules } from './path-rules.js';
import type { CertificatePurpose } from './purposes.js';
import { assertNotRevoked, type RevocationStatus } from './revocation.js';
import { Untrusted } from '../../untrusted.js';

/** Is this leaf good for a purpose, at a time, by these anchors? */
export interface ChainQuestion extends PathMaterial {
  /** When the certificate was used: the time of signing for a signature, now for a connection. */
  readonly at: Date;
  readonly purpose: CertificatePurpose;
}

/** The answer: who vouches for the leaf. */
export interface ValidatedPath {
  readonly leaf: Certificate;
  readonly anchor: Certificate;
  /** The leaf first, the anchor last. */
  readonly certificates: Path;
}

/**
 * Validates a path as RFC 5280 §6 asks, but for policies: signatures, names, dates, authorities, path lengths, usages,
 * constraints of names, critical extensions. Revocation is not looked at; `verifyChain` does that as well.
 * Throws `Untrusted`: `certificate-expired`, `certificate-not-yet-valid`, `unknown-issuer`, `not-a-ca`, `path-too-long`,
 * `wrong-key-usage`, `wrong-extended-key-usage`, `bad-certificate-signature`, `unknown-critical-extension`, `name-constraint`,
 * `too-many-certificates`.
 */
export const verifyPath = (question: ChainQuestion): ValidatedPath => {
  let refusal: unknown;
  for (const path of candidatePaths(question)) {
    try {
      for (const rule of pathRules) rule(path, question);
      return { leaf: path[0], anchor: path.at(-1)!, certificates: path };
    } catch (error) {
      if (!(error instanceof Untrusted)) throw error;
      refusal ??= error;
    }
  }
  throw refusal;
};

/**
 * `verifyPath`, and each certificate but the anchor asked for revocation, as of the time of use: see `assertNotRevoked`.
 * Throws as `verifyPath`, and `Untrusted('certificate-revoked' | 'revocation-unknown')`.
 */
export const verifyChain = async (
  question: ChainQuestion & { readonly revocation?: RevocationStatus },
): Promise<ValidatedPath> => {
  const path = verifyPath(question);
  const { revocation, at } = question;
  if (!revocation) return path;
  const links = path.certificates
    .slice(1)
    .map((issuer, below) => ({ issuer, subject: path.certificates[below]! }));
  const answers = await Promise.all(links.map(({ subject, issuer }) => revocation.of(subject, issuer)));
  for (const answer of answers) assertNotRevoked(answer, at);
  return path;
};
