/** How an event looks to a reader at first sight. */
export type Tone = 'good' | 'bad' | 'plain';

const words: Readonly<Record<string, readonly [title: string, tone?: Tone]>> = {
  OrganisationEnrolled: ['Organisation enrolled'],
  SoftwareEnrolled: ['Software enrolled'],
  KeyCertified: ['Key certified'],
  SoftwareStatementIssued: ['Software statement issued'],
  SoftwareStatementRevoked: ['Software statement revoked', 'bad'],
  CertificateRevoked: ['Certificate revoked', 'bad'],
  CertificateExpiryNear: ['Certificate ends soon', 'bad'],
  ClientRegistered: ['Client registered', 'good'],
  ClientUpdated: ['Client updated'],
  ClientDeleted: ['Client deleted', 'bad'],
  RegistrationPolicyApplied: ['Registration policy applied', 'good'],
  ClientCertificatesNoted: ['Certificates of the client noted'],
  ClientSuspended: ['Client suspended', 'bad'],
  SuspensionCauseEnded: ['One cause of the suspension is gone'],
  ClientReinstated: ['Client reinstated', 'good'],
  IntentStaged: ['Intent staged'],
  IntentAmended: ['Intent amended'],
  IntentAuthorized: ['Intent authorized', 'good'],
  IntentRejected: ['Intent rejected', 'bad'],
  IntentWithdrawn: ['Intent withdrawn', 'bad'],
  IntentRevoked: ['Intent revoked', 'bad'],
  IntentExpired: ['Intent expired', 'bad'],
  IntentConsumptionRecorded: ['Use of the intent recorded'],
  AuthorizationRequested: ['Authorization requested'],
  PersonAuthenticated: ['Person signed in'],
  ConsentGranted: ['Consent granted', 'good'],
  ConsentDenied: ['Consent denied', 'bad'],
  CodeIssued: ['Authorization code issued'],
  AuthorizationFailed: ['Authorization failed', 'bad'],
  TokenIssued: ['Tokens issued'],
  CodeRedeemed: ['Authorization code redeemed'],
  TokenRefreshed: ['Tokens refreshed'],
  GrantNarrowed: ['Grant narrowed'],
  GrantEnded: ['Grant ended', 'bad'],
  QuoteCreated: ['Quote created', 'good'],
  IntentConsumed: ['Intent used', 'good'],
  QuoteStateChanged: ['Quote changed state'],
  MessageAccepted: ['Message of the Buyer heard', 'good'],
  MessageSent: ['Message of the Seller sent'],
  MessageRefused: ['Message of the Buyer refused', 'bad'],
  NotificationDelivered: ['Notification delivered', 'good'],
  NotificationFailed: ['Notification could not be delivered', 'bad'],
  NotificationDeadLettered: ['Notification given up', 'bad'],
};

/** `ThingHappened` as words. */
const plainly = (type: string): string => {
  const spaced = type.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
};

export const titleOf = (type: string): string => words[type]?.[0] ?? plainly(type);
export const toneOf = (type: string): Tone => words[type]?.[1] ?? 'plain';
