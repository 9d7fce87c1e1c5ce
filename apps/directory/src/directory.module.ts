import { Module } from '@nestjs/common';
import { EventSourcingModule } from '#event-sourcing';
import { MessagingModule } from '#messaging';
import { OAuthModule } from '#oauth';
import { AmendSoftwareHandler } from './amend-software.js';
import { Catalogue } from './catalogue.js';
import { CertifyKeyHandler } from './certify-key.js';
import { ReinstateOrganisationHandler, SuspendOrganisationHandler } from './change-membership.js';
import { directoryLog } from './directory.log.js';
import { directorySettings } from './directory.settings.js';
import { EnrolOrganisationHandler } from './enrol-organisation.js';
import { EnrolSoftwareHandler } from './enrol-software.js';
import { JwksController } from './http/jwks.controller.js';
import { OrganisationsController } from './http/organisations.controller.js';
import { SoftwareController } from './http/software.controller.js';
import { WriteAccess } from './http/write-access.guard.js';
import { IssueSoftwareStatementHandler } from './issue-statement.js';
import { DirectoryController } from './pages/directory.controller.js';
import { WithdrawKeyHandler } from './withdraw-key.js';

/** The sandbox trust framework: who the organisations are, what their software is, and which keys it has. */
@Module({
  imports: [
    EventSourcingModule.forService(directoryLog),
    MessagingModule.forService('directory'),
    OAuthModule.forService('directory', { signs: true }),
  ],
  controllers: [DirectoryController, OrganisationsController, SoftwareController, JwksController],
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
  ],
})
export class DirectoryModule {}
