import { sha256Base64url } from '../hash.js';
import { jwtKinds } from '../jwt/jwt-kinds.js';
import { assertKind, type Claims, readClaims } from '../jwt/jwt.js';
import { signatureAlgorithms } from '../jws/algorithms.js';
import { verifyJws } from '../jws/jws.js';
import { parseJws } from '../jws/jws-format.js';
import { trust } from '../untrusted.js';
import { CREDENTIAL_MAX } from './credential.js';
import { holderKeys } from './holder-key.js';
import { assertShallow, isObject } from './json-checks.js';
import type { PresentationPolicy, VerifiedPresentation } from './presentation-policy.js';
import { assertAskedFor } from './proof-of-holder.js';
import { VC_CONTEXT } from './vc-jwt.js';
import { isSdJwt, verifyCredential } from './verify-credential.js';

const MAX_CREDENTIALS = 8;

/**
 * Verifies a presentation of VC Data Model 2.0 secured with JOSE (VC-JOSE-COSE §3.1.2), signed by the holder of the first
 * credential in it, with our nonce and audience. The holder is the subject of that credential (MEF 128 R11, R12).
 * Throws `Untrusted` as `verifyVcJwt` and `assertClaims`, and `presentation-malformed`, `presentation-empty`,
 * `too-many-credentials`, `wrong-nonce`, `holder-is-not-subject`.
 */
export const verifyVpJwt = async (jwt: string, policy: PresentationPolicy): Promise<VerifiedPresentation> => {
  // Each credential is inside once more in base64url, which is a third longer.
  const parsed = parseJws(jwt, { maxCharacters: CREDENTIAL_MAX * 2 });
  const claims = readClaims(parsed.payload);
  assertShallow(claims);
  assertKind(parsed.header, claims, jwtKinds.verifiablePresentation);
  assertAskedFor(claims, policy);
  const [first, ...others] = credentialsIn(claims);
  const credential = await verifyCredential(first!, policy);
  trust(claims['holder'] === credential.subject, 'holder-is-not-subject');
  trust(claims.iss === undefined || claims.iss === claims['holder'], 'wrong-issuer');
  const { algorithms = signatureAlgorithms } = policy;
  await verifyJws(parsed, { key: holderKeys(credential, policy.resolve), algorithms });
  return { form: 'vp+jwt', holder: credential.subject, credential, others, hash: sha256Base64url(jwt) };
};

const credentialsIn = (claims: Claims): readonly string[] => {
  const { '@context': contexts, type, verifiableCredential: all } = claims as Record<string, unknown>;
  trust(Array.isArray(contexts) && contexts[0] === VC_CONTEXT, 'presentation-malformed');
  trust([type].flat().includes('VerifiablePresentation'), 'presentation-malformed');
  const enveloped: readonly unknown[] = Array.isArray(all) ? all : [all];
  trust(enveloped.length > 0, 'presentation-empty');
  trust(enveloped.length <= MAX_CREDENTIALS, 'too-many-credentials');
  return enveloped.map(credentialIn);
};

const prefixes = ['data:application/vc+jwt,', 'data:application/dc+sd-jwt,'];

/** VC Data Model 2.0 §4.13: what is secured by an envelope stands as a data URL. */
const credentialIn = (enveloped: unknown): string => {
  trust(isObject(enveloped) && typeof enveloped['id'] === 'string', 'presentation-malformed');
  trust([enveloped['type']].flat().includes('EnvelopedVerifiableCredential'), 'presentation-malformed');
  const url = enveloped['id'];
  const prefix = prefixes.find((one) => url.startsWith(one));
  trust(prefix !== undefined, 'presentation-malformed');
  const text = url.slice(prefix.length);
  trust(isSdJwt(text) === (prefix === prefixes[1]), 'presentation-malformed');
  return text;
};
