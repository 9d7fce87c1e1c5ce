import { Module } from '@nestjs/common';
import { EventSourcingModule } from '#event-sourcing';
import { MessagingModule } from '#messaging';
import { OAuthModule } from '#oauth';
import { Authorities } from './authorities/authorities.js';
import { OcspResponder } from './authorities/ocsp-responder.js';
import { RevocationLists } from './authorities/revocation-lists.js';
import { AmendSoftwareHandler } from './amend-software.js';
import { Catalogue } from './catalogue.js';
import { CertificateLists } from './certificates/certificate-lists.js';
import { CertificateRegister } from './certificates/certificate-register.js';
import { CertificateViews } from './certificates/certificate-views.js';
import { IssueCertificateHandler } from './certificates/issue-certificate.js';
import {
  PublishOrganisationKeyHandler,
  WithdrawOrganisationKeyHandler,
} from './certificates/publish-organisation-key.js';
import { Certification } from './certificates/request-certification.js';
import { RevokeCertificateHandler } from './certificates/revoke-certificate.js';
import { WantedCertificates } from './certificates/wanted-certificate.js';
import { WarnOfExpiries, WarnOfExpiryHandler } from './certificates/warn-of-expiries.js';
import { CertifyKeyHandler } from './certify-key.js';
import { ReinstateOrganisationHandler, SuspendOrganisationHandler } from './change-membership.js';
import { credentialControllers, credentialProviders } from './credentials/credentials.parts.js';
import { directoryLog } from './directory.log.js';
import { directorySettings, LONGEST_CREDENTIAL } from './directory.settings.js';
import { EnrolOrganisationHandler } from './enrol-organisation.js';
import { EnrolSoftwareHandler } from './enrol-software.js';
import { CertificateController } from './http/certificate.controller.js';
import { CertificatesController } from './http/certificates.controller.js';
import { JwksController } from './http/jwks.controller.js';
import { KeystoreController } from './http/keystore.controller.js';
import { OrganisationsController } from './http/organisations.controller.js';
import { PkiController } from './http/pki.controller.js';
import { SoftwareController } from './http/software.controller.js';
import { StatementsController } from './http/statements.controller.js';
import { WriteAccess } from './http/write-access.guard.js';
import { IssueSoftwareStatementHandler } from './issue-statement.js';
import { CertifiedKeys } from './onboarding/certified-keys.js';
import { OnboardBuyer } from './onboarding/onboard-buyer.js';
import { Keystore } from './keystore/keystore.js';
import { CertificatePagesController } from './pages/certificates.controller.js';
import { DirectoryController } from './pages/directory.controller.js';
import { OnboardingController } from './pages/onboarding.controller.js';
import { StatementController } from './pages/statement.controller.js';
import { StatementReader } from './read-statement.js';
import { RevokeSoftwareStatementHandler } from './revoke-statement.js';
import { StatementSigner } from './statement-signer.js';
import { WithdrawKeyHandler } from './withdraw-key.js';

/** The sandbox trust framework: who the organisations are, what their software is, and which keys and certificates they have. */
@Module({
  imports: [
    EventSourcingModule.forService(directoryLog),
    MessagingModule.forService('directory'),
    OAuthModule.forService('directory', { signs: true, longestSignature: LONGEST_CREDENTIAL }),
  ],
  controllers: [
    DirectoryController,
    CertificatePagesController,
    OnboardingController,
    StatementController,
    OrganisationsController,
    SoftwareController,
    StatementsController,
    CertificatesController,
    CertificateController,
    JwksController,
    KeystoreController,
    PkiController,
    ...credentialControllers,
  ],
  providers: [
    directorySettings.provider,
    Catalogue,
    WriteAccess,
    EnrolOrganisationHandler,
    SuspendOrganisationHandler,
    ReinstateOrganisationHandler,
    EnrolSoftwareHandler,
    AmendSoftwareHandler,
    CertifyKeyHandler,
    WithdrawKeyHandler,
    IssueSoftwareStatementHandler,
    RevokeSoftwareStatementHandler,
    Authorities,
    RevocationLists,
    OcspResponder,
    CertificateRegister,
    CertificateLists,
    CertificateViews,
    StatementSigner,
    StatementReader,
    CertifiedKeys,
    OnboardBuyer,
    WantedCertificates,
    Certification,
    IssueCertificateHandler,
    RevokeCertificateHandler,
    PublishOrganisationKeyHandler,
    WithdrawOrganisationKeyHandler,
    WarnOfExpiries,
    WarnOfExpiryHandler,
    Keystore,
    ...credentialProviders,
  ],
})
export class DirectoryModule {}
