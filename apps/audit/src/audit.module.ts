import { Module } from '@nestjs/common';
import { EventSourcingModule } from '#event-sourcing';
import { Consumers, MessagingModule } from '#messaging';
import { ReplicasModule } from '#replicas';
import { InternalClient } from '#service';
import { auditLog } from './audit.log.js';
import { auditSettings } from './audit.settings.js';
import { Attempts } from './http/attempts.js';
import { AuditController } from './http/audit.controller.js';
import { EvidenceController } from './http/evidence.controller.js';
import { OperatorPassword } from './http/operator-password.js';
import { OperatorsOnly } from './http/operators-only.js';
import { Consents } from './reading/consents.js';
import { Conversations } from './reading/conversations.js';
import { Purposes } from './reading/purposes.js';
import { Timelines } from './reading/timelines.js';
import { recording } from './recorder/recording.js';

/** Records what every service publishes, and tells it again in order. */
@Module({
  imports: [
    EventSourcingModule.forService(auditLog),
    MessagingModule.forService('audit'),
    ReplicasModule.forService('audit', ['client']),
  ],
  controllers: [AuditController, EvidenceController],
  providers: [
    auditSettings.provider,
    Attempts,
    OperatorPassword,
    OperatorsOnly,
    Consents,
    Conversations,
    Timelines,
    {
      provide: Purposes,
      inject: [InternalClient],
      useFactory: (client: InternalClient) => new Purposes(client),
    },
  ],
})
export class AuditModule {
  constructor(consumers: Consumers) {
    consumers.add(recording);
  }
}
