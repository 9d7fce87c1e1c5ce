import type { PublicClient, SuspensionCause } from '#contracts';

/** What a client may do and is, apart from its identifier and standing. */
export type ClientDescription = Omit<PublicClient, 'clientId' | 'status' | 'suspension' | 'reinstatedAt'>;

/** Which statement vouches for a client, and the facts in it that later updates are held against. */
export interface Voucher {
  readonly issuer: string;
  readonly jti: string;
  /** Key of the issuer that signed it, for audit. */
  readonly kid: string;
  readonly redirectUris: readonly string[];
}

/** What a registration or update settles. `softwareStatement` is the whole JWT, which RFC 7591 §3.2.1 wants returned. */
export interface Terms {
  readonly client: ClientDescription;
  readonly voucher: Voucher;
  readonly softwareStatement: string;
}

/** Where the id of a credential led at registration (MEF 128 R9): to the credential itself, to something else, or nowhere. */
export interface IdResolution {
  readonly outcome: 'same' | 'other' | 'unresolved';
  /** SHA-256 of what was found, base64url; of an SD-JWT that of what its issuer signed. */
  readonly hash?: string;
  /** Why nothing was found, kebab-case. */
  readonly cause?: string;
}

/** One thing that a registration rests on, as it was seen: names and hashes, nothing that could be replayed. */
export interface Evidence {
  readonly kind: Exclude<SuspensionCause['kind'], 'operator'>;
  /** `jti` of a statement, id of an organisation, `x5t#S256` of a certificate, id of a credential. */
  readonly id: string;
  readonly issuer: string;
  /** SHA-256 of what its issuer signed, base64url. */
  readonly hash: string;
  /** Where its status is told (Token Status List), and by whose keys. */
  readonly status?: { readonly uri: string; readonly idx: number; readonly issuer: string };
  /** RFC 3339. */
  readonly validUntil?: string;
  readonly resolution?: IdResolution;
  /** A certificate and that of its issuer, base64 of DER, so that its status can be asked for. */
  readonly x5c?: readonly string[];
}

/** The Legal Entity that presented itself (MEF 128 R6, R7). */
export interface PresentedEntity {
  /** Its identifier, the subject of its credential. */
  readonly identifier: string;
  readonly lei: string;
  /** The accepted issuer at the end of the chain (R8). */
  readonly anchor: string;
  /** SHA-256 of the holder's proof, base64url. */
  readonly presentationHash: string;
}

/** What the Seller's policy made of a request (R13@6.4), and what it saw. */
export interface PolicyDecision {
  /** `hash` is the SHA-256 of the RFC 8785 form of the policy, base64url. */
  readonly policy: { readonly version: string; readonly hash: string };
  /** `kept`: met by what an earlier decision saw. */
  readonly rules: readonly { readonly rule: string; readonly outcome: 'met' | 'kept' }[];
  readonly evidence: readonly Evidence[];
  readonly legalEntity?: PresentedEntity;
}

export interface RegistrationPolicyApplied extends PolicyDecision {
  readonly type: 'RegistrationPolicyApplied';
  readonly appliedAt: string;
}

/** Other certificates are published for the client's keys than the registration rests on: from now on it rests on these. */
export interface ClientCertificatesNoted {
  readonly type: 'ClientCertificatesNoted';
  /** All of them, of kind `certificate`; with those for which the client is suspended. */
  readonly evidence: readonly Evidence[];
  readonly notedAt: string;
}

export interface ClientRegistered extends Terms {
  readonly type: 'ClientRegistered';
  readonly clientId: string;
  readonly tokenHash: string;
  readonly requestHash: string;
  readonly registeredAt: string;
}

export interface ClientUpdated extends Terms {
  readonly type: 'ClientUpdated';
  readonly updatedAt: string;
}

export interface RegistrationTokenRenewed {
  readonly type: 'RegistrationTokenRenewed';
  readonly tokenHash: string;
  readonly renewedAt: string;
}

export interface ClientDeleted {
  readonly type: 'ClientDeleted';
  readonly deletedAt: string;
}

/** Something that the registration rests on is not good; of a client that is suspended already, a further thing. */
export interface ClientSuspended {
  readonly type: 'ClientSuspended';
  readonly cause: SuspensionCause;
  readonly suspendedAt: string;
}

/** One of several causes is gone; the client stays suspended. */
export interface SuspensionCauseEnded {
  readonly type: 'SuspensionCauseEnded';
  readonly cause: SuspensionCause;
  readonly endedAt: string;
}

/** The last cause is gone. */
export interface ClientReinstated {
  readonly type: 'ClientReinstated';
  readonly cause: SuspensionCause;
  readonly reinstatedAt: string;
}

export type ClientEvent =
  | ClientRegistered
  | ClientUpdated
  | RegistrationPolicyApplied
  | ClientCertificatesNoted
  | RegistrationTokenRenewed
  | ClientDeleted
  | ClientSuspended
  | SuspensionCauseEnded
  | ClientReinstated;
