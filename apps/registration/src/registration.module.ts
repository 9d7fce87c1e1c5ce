import { Module } from '@nestjs/common';
import { EventSourcingModule } from '#event-sourcing';
import { MessagingModule } from '#messaging';
import { OAuthModule } from '#oauth';
import { ReplicasModule } from '#replicas';
import { Assessment } from './assessment.js';
import { ClientProof } from './client-proof.js';
import { DeleteClientHandler } from './delete-client.js';
import { RegistrationController } from './http/registration.controller.js';
import { RegisterClientHandler } from './register-client.js';
import { RegistrationAccess } from './registration-access.js';
import { registrationLog } from './registration.log.js';
import { registrationSettings } from './registration.settings.js';
import { Statements } from './statement/statements.js';
import { TrustedIssuers } from './statement/trusted-issuers.js';
import { UpdateClientHandler } from './update-client.js';

/** Turns software statements into clients, and lets clients manage their registration. */
@Module({
  imports: [
    EventSourcingModule.forService(registrationLog),
    MessagingModule.forService('registration'),
    ReplicasModule.forService('registration', []),
    OAuthModule.forService('registration'),
  ],
  controllers: [RegistrationController],
  providers: [
    registrationSettings.provider,
    TrustedIssuers,
    Statements,
    Assessment,
    ClientProof,
    RegistrationAccess,
    RegisterClientHandler,
    UpdateClientHandler,
    DeleteClientHandler,
  ],
})
export class RegistrationModule {}
