/**
 * One kind of JWT. A JWT of one kind must never pass as another (RFC 8725 §2.8, §3.11–3.12): by `typ` where the kind has
 * one of its own, and by the claims that make a kind where clients in the field send no `typ`, or a plain `JWT`.
 */
export interface JwtKind {
  /** The `typ` we write. */
  readonly typ: string;
  /** What `typ` may be when we read one, lower case and without `application/`; undefined stands for none. */
  readonly accepted: readonly (string | undefined)[];
  /** Claims without which it is not of this kind. */
  readonly required: readonly string[];
  /** Claims that only other kinds have. */
  readonly foreign: readonly string[];
}

const own = (typ: string, required: readonly string[], foreign: readonly string[] = []): JwtKind => ({
  typ,
  accepted: [typ],
  required,
  foreign,
});

/** Claims of kinds that a client could be made to sign for another purpose. */
const ofRequest = ['response_type', 'redirect_uri', 'claims', 'scope'];
const ofStatement = ['software_id', 'software_statement', 'software_roles'];
const ofProof = ['ath', 'htm', 'htu', 'cnf', 'events', 'at_hash', 'c_hash'];
/** The wrapper of a signed body (W128 guide), which only that has. */
const ofBody = ['Data'];

/** The kinds that occur here; the whole convention on `typ` is this table. */
export const jwtKinds = {
  /** RFC 9068 §2.1, §2.2. */
  accessToken: own('at+jwt', ['iss', 'exp', 'aud', 'sub', 'client_id', 'iat', 'jti'], ['ath']),
  /** MEF 128 §6.3 step 4; the form is our own (docs/decisions). */
  resourceToken: own('meflso-resource+jwt', [
    'iss',
    'exp',
    'aud',
    'client_id',
    'iat',
    'jti',
    'ath',
    'meflso_intent_id',
    'operations',
  ]),
  /** OIDC Core §2. */
  idToken: {
    typ: 'JWT',
    accepted: [undefined, 'jwt'],
    required: ['iss', 'sub', 'aud', 'exp', 'iat'],
    foreign: [...ofRequest, ...ofStatement, ...ofBody, 'ath', 'client_id'],
  },
  /** RFC 9101 §4, §10.8: a `sub` would let it pass for a client assertion. */
  requestObject: {
    typ: 'oauth-authz-req+jwt',
    accepted: [undefined, 'jwt', 'oauth-authz-req+jwt'],
    required: ['client_id', 'response_type'],
    foreign: [...ofStatement, ...ofProof, ...ofBody, 'sub'],
  },
  /** RFC 7523 §3; OIDC Core §9. */
  clientAssertion: {
    typ: 'client-authentication+jwt',
    accepted: [undefined, 'jwt', 'client-authentication+jwt'],
    required: ['iss', 'sub', 'aud', 'exp', 'jti'],
    foreign: [...ofRequest, ...ofStatement, ...ofProof, ...ofBody, 'nonce', 'meflso_intent_id', 'grant_id'],
  },
  /** RFC 7591 §2.3; the claims of Open Banking UK. */
  softwareStatement: {
    typ: 'JWT',
    accepted: [undefined, 'jwt'],
    required: ['iss', 'iat', 'jti', 'software_id'],
    foreign: [...ofProof, ...ofBody, 'response_type', 'client_id', 'meflso_intent_id'],
  },
  /** The body of a request or answer (W128 guide, MEF 128 R48). */
  signedBody: {
    typ: 'JWT',
    accepted: [undefined, 'jwt'],
    required: ['iss', 'aud', 'iat', 'jti', 'Data'],
    foreign: [...ofRequest, ...ofStatement, ...ofProof, 'sub', 'client_id', 'nonce'],
  },
  /** VC-JOSE-COSE §3.1.1: the payload is the credential itself (VC Data Model 2.0), never a claim `vc`. */
  verifiableCredential: own(
    'vc+jwt',
    ['@context', 'id', 'type', 'issuer', 'credentialSubject'],
    ['vc', 'vp', 'nonce', 'verifiableCredential'],
  ),
  /** VC-JOSE-COSE §3.1.2; `nonce`, `aud` and `iat` are what binds it to one request (MEF 128 R11). */
  verifiablePresentation: own(
    'vp+jwt',
    ['@context', 'type', 'holder', 'verifiableCredential', 'aud', 'nonce', 'iat'],
    ['vc', 'vp', 'credentialSubject'],
  ),
  /** SD-JWT VC §2.2.1; `vc+sd-jwt` was its name until 2024. */
  sdJwtCredential: {
    typ: 'dc+sd-jwt',
    accepted: ['dc+sd-jwt', 'vc+sd-jwt'],
    required: ['iss', 'vct'],
    foreign: ['nonce', 'sd_hash', 'vc', 'vp'],
  },
  /** RFC 9901 §4.3. */
  keyBinding: own('kb+jwt', ['iat', 'aud', 'nonce', 'sd_hash']),
  /** OpenID4VCI appendix F.1: a subject agrees to a credential, with a key of its own. */
  holderProof: own('openid4vci-proof+jwt', ['iss', 'aud', 'iat', 'jti']),
  /** Token Status List §5.1. */
  statusList: own('statuslist+jwt', ['sub', 'iat', 'status_list']),
  /** Draft W128 §9: a message of a conversation, and an answer that refuses one; the form is our own (docs/payload-authenticity.md). */
  payloadMessage: own('payload-authenticity+jwt', [
    'iss',
    'aud',
    'iat',
    'conversation',
    'sequence',
    'secrets',
  ]),
  payloadRefusal: own('payload-authenticity-refusal+jwt', ['iss', 'aud', 'iat', 'conversation', 'status']),
  /** Between our own services; HS256 under a shared key. */
  internal: own('assent-internal+jwt', ['iss', 'aud', 'exp']),
} satisfies Record<string, JwtKind>;

/** `application/at+jwt` and `AT+JWT` are `at+jwt` (RFC 7515 §4.1.9). */
export const normalTyp = (typ: string | undefined): string | undefined =>
  typ?.toLowerCase().replace(/^application\/(?=[^/]*$)/, '');
