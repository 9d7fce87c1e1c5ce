import { type Command, type Decider, Refused } from '#event-sourcing';
import type { AuthorityFamily } from '../authorities/authority.decider.js';
import type { Environment } from './profile.js';

/** Why a certificate is no longer good (RFC 5280 §5.3.1, those that a holder may give). */
export type RevocationReason =
  | 'unspecified'
  | 'key-compromise'
  | 'affiliation-changed'
  | 'superseded'
  | 'cessation-of-operation'
  | 'privilege-withdrawn';

/** A certificate as it was signed. */
export interface CertificateFacts {
  /** `x5t#S256`, also the `kid` of its key and the id of its stream. */
  readonly certificateId: string;
  readonly serial: string;
  readonly environment: Environment;
  /** `C1` … `Enc2`. */
  readonly profile: string;
  readonly organisationId: string;
  readonly softwareId?: string;
  readonly subject: string;
  readonly issuer: string;
  /** Which authorities signed it. */
  readonly authority: AuthorityFamily;
  /** RFC 7638 thumbprint of the key. */
  readonly thumbprint: string;
  /** Members of the public key alone. */
  readonly jwk: Readonly<Record<string, string>>;
  /** DNS names and addresses of a server certificate. */
  readonly serverNames?: readonly string[];
  /** Base64 of the DER, as in `x5c`. */
  readonly der: string;
  readonly notBefore: string;
  readonly notAfter: string;
}

export type CertificateCommand = Command &
  (
    | { readonly type: 'IssueCertificate'; readonly certificate: CertificateFacts }
    | { readonly type: 'RevokeCertificate'; readonly reason: RevocationReason }
    | { readonly type: 'WarnOfExpiry' }
  );

export type CertificateEvent =
  | ({ readonly type: 'CertificateIssued'; readonly issuedAt: string } & CertificateFacts)
  | { readonly type: 'CertificateRevoked'; readonly revokedAt: string; readonly reason: RevocationReason }
  | { readonly type: 'CertificateExpiryNear'; readonly days: number; readonly warnedAt: string };

export interface Certificate extends CertificateFacts {
  readonly status: 'valid' | 'revoked';
  readonly issuedAt: string;
  readonly revokedAt?: string;
  readonly reason?: RevocationReason;
  /** The last warning that was given: days before the end. */
  readonly warned?: number;
}

export type CertificateState = { readonly status: 'absent' } | Certificate;

/** Days before its end at which a certificate is warned of, each once. */
export const warningDays: readonly number[] = [1, 7, 30];

const decide = (command: CertificateCommand, state: CertificateState): readonly CertificateEvent[] => {
  const { at } = command.context;
  if (command.type === 'IssueCertificate') {
    if (state.status !== 'absent') throw new Refused('certificate-exists');
    return [{ type: 'CertificateIssued', ...command.certificate, issuedAt: at }];
  }
  if (state.status === 'absent') throw new Refused('certificate-unknown');
  switch (command.type) {
    case 'RevokeCertificate':
      return revoke(command, state);
    case 'WarnOfExpiry':
      return warn(state, at);
  }
};

// RFC 5280 §3.3: what has expired leaves the revocation list, so that revoking it would change nothing.
const revoke = (
  { context, reason }: CertificateCommand & { type: 'RevokeCertificate' },
  state: Certificate,
): readonly CertificateEvent[] => {
  if (state.status === 'revoked') {
    if (state.reason === reason) return [];
    throw new Refused('certificate-revoked');
  }
  if (state.notAfter <= context.at) throw new Refused('certificate-expired');
  return [{ type: 'CertificateRevoked', revokedAt: context.at, reason }];
};

// After an outage only the nearest warning is given: that the end was thirty days away helps nobody on the last day.
const warn = (
  { status, notAfter, warned = Infinity }: Certificate,
  at: string,
): readonly CertificateEvent[] => {
  if (status === 'revoked' || notAfter <= at) return [];
  const days = warningDays.find((each) => endsWithin(each, notAfter, at));
  return days === undefined || days >= warned ? [] : [{ type: 'CertificateExpiryNear', days, warnedAt: at }];
};

const DAY_MS = 86_400_000;
const endsWithin = (days: number, notAfter: string, at: string): boolean =>
  Date.parse(notAfter) - Date.parse(at) <= days * DAY_MS;

const evolve = (state: CertificateState, event: CertificateEvent): CertificateState => {
  if (event.type === 'CertificateIssued') {
    const { type: _type, ...facts } = event;
    return { status: 'valid', ...facts };
  }
  if (state.status === 'absent') return state;
  switch (event.type) {
    case 'CertificateRevoked':
      return { ...state, status: 'revoked', revokedAt: event.revokedAt, reason: event.reason };
    case 'CertificateExpiryNear':
      return { ...state, warned: event.days };
  }
};

/** A certificate from its issue to its end: one stream each, named by `x5t#S256`. */
export const certificateDecider: Decider<CertificateCommand, CertificateEvent, CertificateState> = {
  kind: 'certificate',
  initial: { status: 'absent' },
  decide,
  evolve,
};
