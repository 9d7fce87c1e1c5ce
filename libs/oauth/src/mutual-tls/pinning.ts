import type { PublicClient } from '#contracts';
import { type Certificate, sameDn } from '#crypto';

/** What of a certificate's subject stands for the caller. */
export type PinnedAttribute = 'subject' | 'subject-ou';

type ProfileName = PublicClient['profile'];

/**
 * Certificates by which one side of a profile recognizes the other, and what it pins of them. Never the fingerprint: a
 * certificate is renewed every year, and its subject stays.
 */
export const pinningRules = {
  'mef-128': {},
  'w128-guide': {},
  'mef-w128': {},
  'fapi1-advanced': {},
  fapi2: {},
  'uae-api-hub': {
    /** The LFI, at Consent Manager and Headless Heimdall: access is limited to “that specific subject”. */
    C3: 'subject',
    /** The hub, at the LFI's Ozone Connect: the LFI pins the OU of the subject. */
    C4: 'subject-ou',
  },
} as const satisfies Readonly<Record<ProfileName, Readonly<Record<string, PinnedAttribute>>>>;

/** A caller that a deployment lets in. */
export interface CallerPin {
  readonly profile: ProfileName;
  /** Which certificate of the profile the caller shows, such as `C4`. */
  readonly certificate: string;
  readonly by: PinnedAttribute;
  /** RFC 4514 for a subject; the exact OU otherwise. */
  readonly value: string;
}

/** The pin that a certificate fits, which an authority has to vouch for first. */
export const pinOf = (
  { subject }: Pick<Certificate, 'subject'>,
  pins: readonly CallerPin[],
): CallerPin | undefined =>
  pins.find(({ by, value }) =>
    by === 'subject' ? sameDn(subject, value) : isOnly(subject.values('OU'), value),
  );

// Of two OUs nobody knows which one the issuer checked.
const isOnly = (values: readonly string[], value: string): boolean =>
  values.length === 1 && values[0] === value;
