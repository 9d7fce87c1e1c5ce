/** What a person decided on one intent. */
export interface IntentDecision {
  readonly intentId: string;
  readonly decision: 'approved' | 'declined';
  /** Which revision of the intent the person was shown. */
  readonly revision?: number;
}

/** A signed request was accepted; what the client asks is fixed from here on. */
export interface AuthorizationRequested {
  readonly type: 'AuthorizationRequested';
  readonly authorizationId: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly responseType: string;
  readonly responseMode: ResponseMode;
  readonly scope: string;
  readonly nonce?: string;
  readonly codeChallenge?: string;
  readonly intentIds: readonly string[];
  readonly authentication: RequestedAuthentication;
  /** SHA-256 of the cookie that binds the interaction to one browser. */
  readonly browserHash: string;
  /** RFC 3339. */
  readonly requestedAt: string;
  /** RFC 3339: the person has until then. */
  readonly expiresAt: string;
  /** What proves later who asked for what: hash, algorithm and key of the request object. */
  readonly evidence: {
    readonly requestObjectHash: string;
    readonly alg: string;
    readonly kid?: string;
  };
  /** Sealed: text of the client's choosing, and a sign-in name. */
  readonly hints?: Hints;
  /** Sealed: the request object itself, kept as proof of origin (MEF 128 §6.3, accountability). */
  readonly requestObject: string;
}

export type ResponseMode = 'fragment' | 'form_post' | 'query';

/** How the person has to sign in for this request. */
export interface RequestedAuthentication {
  /** `acr` values in order of preference; empty when the client leaves it to the Seller. */
  readonly acrValues: readonly string[];
  /** Seconds since the person last signed in, at most. */
  readonly maxAge?: number;
  /** OIDC Core §3.1.2.1. */
  readonly prompt: readonly string[];
}

export interface Hints {
  readonly state?: string;
  readonly loginHint?: string;
}

/** A signed-in person takes up the request. */
export interface PersonAuthenticated {
  readonly type: 'PersonAuthenticated';
  readonly accountId: string;
  /** Pairwise: the same for this person at all software of one organisation. */
  readonly sub: string;
  readonly acr: string;
  readonly amr: readonly string[];
  /** Seconds since the epoch. */
  readonly authTime: number;
}

/** At least one intent was approved. */
export interface ConsentGranted {
  readonly type: 'ConsentGranted';
  readonly decisions: readonly IntentDecision[];
  readonly decidedAt: string;
}

/** Every intent was declined. */
export interface ConsentDenied {
  readonly type: 'ConsentDenied';
  readonly decisions: readonly IntentDecision[];
  readonly decidedAt: string;
}

/** A code may be redeemed for the intents that their owner confirmed. */
export interface CodeIssued {
  readonly type: 'CodeIssued';
  readonly intentIds: readonly string[];
  /** RFC 3339; absent in events of old. */
  readonly issuedAt?: string;
  readonly codeExpiresAt: string;
}

/** The request ended without a code. */
export interface AuthorizationFailed {
  readonly type: 'AuthorizationFailed';
  /** OAuth `error` that the client is told. */
  readonly error: string;
  /** Why, kebab-case, for audit. */
  readonly reason: string;
}

/** The code was redeemed, so the answer is not given again. */
export interface CodeRedemptionNoted {
  readonly type: 'CodeRedemptionNoted';
  readonly grantId: string;
}

export type AuthorizationEvent =
  | AuthorizationRequested
  | PersonAuthenticated
  | ConsentGranted
  | ConsentDenied
  | CodeIssued
  | AuthorizationFailed
  | CodeRedemptionNoted;
