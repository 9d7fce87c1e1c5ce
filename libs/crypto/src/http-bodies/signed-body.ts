import { type BodyForm, bodyFormOf, contentTypeOf } from './body-forms.js';
import { assertClaims } from '../jwt/claim-checks.js';
import { assertKind, type Claims, readClaims, signJwt } from '../jwt/jwt.js';
import type { ContentEncryption } from '../jwe/jwe-algorithms.js';
import { encryptSigned, isJwe, openSigned } from '../jwe/nested-jwt.js';
import { isObject } from '../jose-header.js';
import type { JwePolicy } from '../jwe/jwe.js';
import { type JwsHeader, parseJws } from '../jws/jws-format.js';
import { type JwsPolicy, signJws, verifyJws } from '../jws/jws.js';
import { jwtKinds } from '../jwt/jwt-kinds.js';
import type { Recipient } from '../jwk/encryption-key.js';
import type { DistinguishedName } from '../x509/names/distinguished-name.js';
import { signDetached, verifyDetached } from '../jws/detached-jws.js';
import { signOpenBanking, verifyOpenBanking } from './open-banking-signature.js';
import type { SigningKey } from '../jwk/signing-key.js';
import { Untrusted, trust } from '../untrusted.js';

/** Longest signed body, characters. */
const MAX_CHARACTERS = 131_072;

/** A body as it goes over the wire. */
export interface WireBody {
  readonly contentType: string;
  readonly text: string;
  /** Value of `x-jws-signature`, for `detached`. */
  readonly signature?: string;
}

/**
 * What is said beside the data: all of it in a `jwt`, issuer and time in a `jose`, nothing in `detached`, unless there is a
 * trust anchor.
 */
export interface BodyClaims {
  /** MEF 128 R48: DN of the certificate where one signs, otherwise the issuer or client id. */
  readonly iss: string;
  readonly aud: string;
  /** Seconds since 1970. */
  readonly iat: number;
  /** Seconds since 1970; as long as a reader likes, unless given. */
  readonly exp?: number;
  readonly jti: string;
}

/** What a body is made of. */
export interface BodyContent {
  readonly data: unknown;
  readonly claims: BodyClaims;
  /** Where given, a detached signature says in its header by whom and when it was made, as Open Banking UK writes it. */
  readonly trustAnchor?: string;
}

/** Whom a body is to be kept from others for. */
export interface BodyRecipient {
  readonly recipient: Recipient;
  readonly enc: ContentEncryption;
}

/** Signs data as a body of one form; a `jwt` is encrypted as well where there is a recipient. */
export const signBody = async (
  form: BodyForm,
  key: SigningKey,
  { data, claims, trustAnchor }: BodyContent,
  to?: BodyRecipient,
): Promise<WireBody> => {
  if (to && form !== 'jwt') throw new TypeError('only a jwt is encrypted');
  const contentType = contentTypeOf(form);
  const header = { typ: 'JOSE', cty: 'json' };
  switch (form) {
    case 'detached': {
      const text = JSON.stringify(data);
      const facts = trustAnchor !== undefined && { issuedAt: claims.iat, issuer: claims.iss, trustAnchor };
      const signature = await (facts ? signOpenBanking(key, facts, text) : signDetached(key, header, text));
      return { contentType, text, signature };
    }
    case 'jose': {
      const payload = JSON.stringify({ iss: claims.iss, iat: claims.iat, Data: data });
      return { contentType, text: await signJws(key, header, payload) };
    }
    case 'jwt': {
      const jws = await signJwt(key, jwtKinds.signedBody.typ, { ...claims, Data: data });
      return { contentType, text: to ? await encryptSigned(to.recipient, to.enc, jws) : jws };
    }
  }
};

/** What a reader of bodies accepts. */
export interface BodyPolicy extends JwsPolicy {
  /** What this sender has registered. */
  readonly forms: readonly BodyForm[];
  readonly now: Date;
  /** Where a body names its issuer, it is this one. Left out where the certificate of the key says whom it names (`assertCertified`). */
  readonly issuer?: string | DistinguishedName;
  readonly audiences: readonly string[];
  /** Seconds that a body is good for, where it says when it was made. */
  readonly maxAge: number;
  /** Where given, a detached signature has to say by whom and when it was made, and one of these as its trust anchor. */
  readonly trustAnchors?: readonly string[];
  /** Sees the text of a signed payload before anything is made of it; throws for one that the reader does not want. */
  readonly inspect?: (text: string) => void;
  /** Opens what is encrypted to us. */
  readonly decrypt?: JwePolicy;
}

/** A body whose signature is good. */
export interface VerifiedBody {
  readonly form: BodyForm;
  readonly header: JwsHeader;
  readonly data: unknown;
  readonly claims: Claims;
  /** Whether it came encrypted. */
  readonly encrypted: boolean;
}

/**
 * Verifies a body by the form that its media type names, and takes the data out.
 * Throws `Untrusted` with the reasons of `verifyJws`, `verifyDetached`, `openSigned`, `assertClaims`, and
 * `unsupported-media-type`, `form-not-registered`, `missing-signature`, `malformed-body`, `wrong-kind`; as `verifyOpenBanking`
 * where there are trust anchors, and what `inspect` throws.
 */
export const verifyBody = async (body: WireBody, policy: BodyPolicy): Promise<VerifiedBody> => {
  const form = bodyFormOf(body.contentType);
  trust(policy.forms.includes(form), 'form-not-registered');
  const limits = { ...policy, maxCharacters: policy.maxCharacters ?? MAX_CHARACTERS };
  switch (form) {
    case 'detached':
      return detached(body, policy);
    case 'jose':
      return wrapped(body, limits);
    case 'jwt':
      return claimed(body, limits);
  }
};

const detached = async ({ text, signature }: WireBody, policy: BodyPolicy): Promise<VerifiedBody> => {
  trust(signature, 'missing-signature');
  const { trustAnchors } = policy;
  if (trustAnchors) {
    const { header, payload, facts } = await verifyOpenBanking(signature, text, { ...policy, trustAnchors });
    const claims = { iss: facts.issuer, iat: facts.issuedAt };
    return { form: 'detached', header, data: jsonOf(payload), claims, encrypted: false };
  }
  const { header, payload } = await verifyDetached(signature, text, policy);
  trust(isJose(header, /^jose$/i), 'wrong-kind');
  return { form: 'detached', header, data: jsonOf(payload), claims: {}, encrypted: false };
};

const wrapped = async ({ text, signature }: WireBody, policy: BodyPolicy): Promise<VerifiedBody> => {
  trust(signature === undefined, 'malformed-body'); // Which of the two would count?
  const { header, payload } = await verifyJws(text, policy);
  trust(isJose(header, /^(jose|jwt)$/i), 'wrong-kind'); // The samples of the guide say `JWT`.
  policy.inspect?.(payload.toString());
  const { Data: data, ...claims } = readClaims(payload);
  // MEF 128 R48; the samples of the W128 guide have neither.
  const { iss, iat: _iat, ...others } = claims;
  trust(isData(data) && Object.keys(others).length === 0, 'malformed-body');
  const { issuer, ...rules } = policy;
  assertClaims(claims, {
    now: rules.now,
    maxAge: rules.maxAge,
    ...(iss !== undefined && issuer !== undefined && { issuer }),
  });
  return { form: 'jose', header, data, claims, encrypted: false };
};

const claimed = async ({ text, signature }: WireBody, policy: BodyPolicy): Promise<VerifiedBody> => {
  trust(signature === undefined, 'malformed-body');
  const encrypted = isJwe(text);
  const jws = encrypted ? await opened(text, policy) : parseJws(text, policy);
  const { header, payload } = await verifyJws(jws, policy);
  policy.inspect?.(payload.toString());
  const claims = readClaims(payload);
  assertKind(header, claims, jwtKinds.signedBody);
  assertClaims(claims, policy);
  trust(isData(claims.Data), 'malformed-body');
  return { form: 'jwt', header, data: claims.Data, claims, encrypted };
};

const opened = async (text: string, { decrypt, maxCharacters }: BodyPolicy) => {
  trust(decrypt, 'encryption-not-registered');
  return (await openSigned(text, { maxCharacters, ...decrypt })).jws;
};

// RFC 8725 §3.11: what was signed as something else is no body.
const isJose = ({ typ }: JwsHeader, types: RegExp): boolean => typ === undefined || types.test(typ);

const isData = (data: unknown): boolean => isObject(data) || Array.isArray(data);

const jsonOf = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    throw new Untrusted('malformed-body');
  }
};
