import { CertificateTrust } from '#crypto';
import { Clock } from '#event-sourcing';
import { OAuthSettings } from '../oauth-settings.js';
import { Outbound } from '../outbound.js';
import { CertificateStatus } from './certificate-status.js';
import { TrustAnchors } from './trust-anchors.js';

/** What certificates are judged by: whom the operator trusts, what issuers say, and both together for signatures. */
export const certificateProviders = [
  {
    provide: CertificateStatus,
    inject: [Outbound, Clock, OAuthSettings],
    useFactory: (outbound: Outbound, clock: Clock, { certificateStatusMaxAge: maxAge = 60 }: OAuthSettings) =>
      new CertificateStatus(outbound, clock, { maxAge: maxAge * 1000 }),
  },
  {
    provide: TrustAnchors,
    inject: [OAuthSettings, Clock],
    useFactory: ({ trustAnchorFiles = [] }: OAuthSettings, clock: Clock) =>
      new TrustAnchors(trustAnchorFiles, clock),
  },
  {
    provide: CertificateTrust,
    inject: [TrustAnchors, CertificateStatus],
    useFactory: (anchors: TrustAnchors, revocation: CertificateStatus) =>
      new CertificateTrust({ anchors: () => anchors.all(), revocation }),
  },
];
