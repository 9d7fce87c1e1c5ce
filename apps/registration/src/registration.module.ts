import { Module } from '@nestjs/common';
import { EventSourcingModule } from '#event-sourcing';
import { Consumers, MessagingModule } from '#messaging';
import { OAuthModule } from '#oauth';
import { ReplicasModule } from '#replicas';
import { Assessment } from './assessment.js';
import { ReinstateClientHandler, SuspendClientHandler } from './change-standing.js';
import { ClientProof } from './client-proof.js';
import { Decisions } from './decisions.js';
import { DeleteClientHandler } from './delete-client.js';
import { CertificateEvidence } from './evidence/certificate-evidence.js';
import { FrameworkRecords } from './evidence/framework-records.js';
import { StatementEvidence } from './evidence/statement-evidence.js';
import { ChallengeController } from './http/challenge.controller.js';
import { RegistrationController } from './http/registration.controller.js';
import { SellerPolicy } from './policy/seller-policy.js';
import { Challenges } from './presentation/challenges.js';
import { ClientKeyProof } from './presentation/client-key-proof.js';
import { CredentialIds } from './presentation/credential-ids.js';
import { Presentations } from './presentation/presentations.js';
import { Recipient } from './presentation/recipient.js';
import { RegisterClientHandler } from './register-client.js';
import { RegistrationAccess } from './registration-access.js';
import { registrationLog } from './registration.log.js';
import { registrationSettings } from './registration.settings.js';
import { NoteCertificatesHandler } from './note-certificates.js';
import { CarryOut } from './standing/carry-out.js';
import { DueChecks } from './standing/due-checks.js';
import { EvidenceRows } from './standing/evidence-rows.js';
import { FollowKeySets } from './standing/follow-key-sets.js';
import { HearTrustFramework } from './standing/hear-trust-framework.js';
import { Judge } from './standing/judge.js';
import { Sources } from './standing/sources.js';
import { StandingLook } from './standing/standing-look.js';
import { StandingReview } from './standing/standing-review.js';
import { StandingWatch } from './standing/standing-watch.js';
import { WatchLease } from './standing/watch-lease.js';
import { Statements } from './statement/statements.js';
import { TrustedIssuers } from './statement/trusted-issuers.js';
import { UpdateClientHandler } from './update-client.js';

const assessing = [
  TrustedIssuers,
  Statements,
  FrameworkRecords,
  StatementEvidence,
  CertificateEvidence,
  SellerPolicy,
  Challenges,
  ClientKeyProof,
  CredentialIds,
  Recipient,
  Presentations,
  Decisions,
  Assessment,
];
const managing = [
  ClientProof,
  RegistrationAccess,
  RegisterClientHandler,
  UpdateClientHandler,
  DeleteClientHandler,
  SuspendClientHandler,
  NoteCertificatesHandler,
  ReinstateClientHandler,
];
const watching = [
  EvidenceRows,
  Judge,
  Sources,
  CarryOut,
  FollowKeySets,
  StandingLook,
  StandingReview,
  DueChecks,
  WatchLease,
  StandingWatch,
  HearTrustFramework,
];

/** Turns software statements into clients, lets clients manage their registration, and watches what it rests on. */
@Module({
  imports: [
    EventSourcingModule.forService(registrationLog),
    MessagingModule.forService('registration'),
    ReplicasModule.forService('registration', ['organisation', 'software', 'certificate']),
    OAuthModule.forService('registration'),
  ],
  controllers: [ChallengeController, RegistrationController],
  providers: [registrationSettings.provider, ...assessing, ...managing, ...watching],
})
export class RegistrationModule {
  constructor(consumers: Consumers, hearTrustFramework: HearTrustFramework) {
    consumers.add(hearTrustFramework);
  }
}
