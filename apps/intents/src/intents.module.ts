import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import { quoteCreateProblems } from '#contracts';
import { EventSourcingModule } from '#event-sourcing';
import { Consumers, MessagingModule } from '#messaging';
import { ReplicasModule } from '#replicas';
import { ResourceServerModule } from '#resource-server';
import { AmendIntentHandler } from './amend-intent.js';
import { DecideIntentHandler } from './decide-intent.js';
import { ExpireDueIntents } from './expire-due-intents.js';
import { ExpireIntentHandler } from './expire-intent.js';
import { IntentsController } from './http/intents.controller.js';
import { InternalIntentsController } from './http/internal-intents.controller.js';
import { Idempotency } from './idempotency.js';
import { IntentDecisions } from './intent-decisions.js';
import { IntentList } from './intent-list.js';
import { IntentRequests } from './intent-requests.js';
import { intentsLog } from './intents.log.js';
import { intentsSettings } from './intents.settings.js';
import { EndWithClient } from './reactions/end-with-client.js';
import { RecordUse } from './reactions/record-use.js';
import { TakeDecisions } from './reactions/take-decisions.js';
import { RecordConsumptionHandler } from './record-consumption.js';
import { StageIntentHandler } from './stage-intent.js';
import { TakeBackIntentHandler } from './take-back-intent.js';

/** The staging API: intents, from the moment they are staged until they are used, taken back or out of time. */
@Module({
  imports: [
    EventSourcingModule.forService(intentsLog),
    MessagingModule.forService('intents'),
    ReplicasModule.forService('intents', ['client', 'grant']),
    ResourceServerModule.forService({ path: '/intents' }),
  ],
  controllers: [IntentsController, InternalIntentsController],
  providers: [
    intentsSettings.provider,
    StageIntentHandler,
    AmendIntentHandler,
    DecideIntentHandler,
    TakeBackIntentHandler,
    ExpireIntentHandler,
    RecordConsumptionHandler,
    Idempotency,
    IntentList,
    IntentRequests,
    IntentDecisions,
    ExpireDueIntents,
    TakeDecisions,
    RecordUse,
    EndWithClient,
  ],
})
export class IntentsModule implements OnApplicationBootstrap {
  constructor(consumers: Consumers, decisions: TakeDecisions, use: RecordUse, client: EndWithClient) {
    consumers.add(decisions, use, client);
  }

  onApplicationBootstrap(): void {
    quoteCreateProblems({}); // its schema takes long to compile: no request should wait for that
  }
}
