import { decodeJwt } from 'jose';
import type { CredentialPolicy, LegalEntityCredential } from './credential.js';
import { isObject } from './json-checks.js';
import { verifySdJwtVc } from './sd-jwt-vc.js';
import { verifyVcJwt } from './vc-jwt.js';

/** Whether a text is an SD-JWT rather than a JWT. */
export const isSdJwt = (text: string): boolean => text.includes('~');

/** Verifies a Legal Entity credential in either form; see `verifyVcJwt` and `verifySdJwtVc`. */
export const verifyCredential = (text: string, policy: CredentialPolicy): Promise<LegalEntityCredential> =>
  isSdJwt(text) ? verifySdJwtVc(text, policy) : verifyVcJwt(text, policy);

/** Whom a credential claims to be of, before anything of it is verified: good for choosing among several, and for nothing else. */
export const statedSubject = (text: string): string | undefined => {
  try {
    const { sub, credentialSubject } = decodeJwt(text.split('~', 1)[0]!);
    const subject = isObject(credentialSubject) ? credentialSubject['id'] : sub;
    return typeof subject === 'string' ? subject : undefined;
  } catch {
    return undefined;
  }
};
