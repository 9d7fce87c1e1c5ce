import { Module } from '@nestjs/common';
import { EventSourcingModule } from '#event-sourcing';
import { Consumers, MessagingModule } from '#messaging';
import { OAuthModule } from '#oauth';
import { ReplicasModule } from '#replicas';
import { ResourceServerModule } from '#resource-server';
import { DeliveryLog } from './delivery/delivery-log.js';
import { DeliveryQueue } from './delivery/delivery-queue.js';
import { deliveryHandlers } from './delivery/delivery.handlers.js';
import { HubController } from './hub/hub.controller.js';
import { Hub } from './hub/hub.js';
import { SubscriptionRules } from './hub/subscription-rules.js';
import { ListenerLog } from './listener/listener-log.js';
import { listenerHandlers } from './listener/listener.handlers.js';
import { notificationsLog } from './notifications.log.js';
import { notificationsSettings } from './notifications.settings.js';
import { QueueNotifications } from './reactions/queue-notifications.js';
import { RemoveListenersOfDeletedClient } from './reactions/remove-listeners-of-deleted-client.js';
import { ResumeDeliveriesOfReinstatedClient } from './reactions/resume-deliveries-of-reinstated-client.js';
import { RedriveController } from './redrive.controller.js';
import { BuyerTokens } from './sending/buyer-tokens.js';
import { Deliver } from './sending/deliver.js';
import { DeliveryWorker } from './sending/delivery-worker.js';
import { Destinations } from './sending/destinations.js';
import { Redelivery } from './sending/redelivery.js';
import { Sender } from './sending/sender.js';
import { TracedSender } from './sending/traced-sender.js';

/** Tells Buyers' listeners what changed: subscriptions, deliveries, and the sending itself. */
@Module({
  imports: [
    EventSourcingModule.forService(notificationsLog),
    MessagingModule.forService('notifications'),
    ReplicasModule.forService('notifications', ['client', 'grant', 'intent']),
    OAuthModule.forService('notifications', { signs: true }),
    ResourceServerModule.forService(),
  ],
  controllers: [HubController, RedriveController],
  providers: [
    notificationsSettings.provider,
    // Subscriptions
    ...listenerHandlers,
    ListenerLog,
    SubscriptionRules,
    Hub,
    // Deliveries
    ...deliveryHandlers,
    DeliveryLog,
    DeliveryQueue,
    // Sending
    BuyerTokens,
    Sender,
    TracedSender,
    Destinations,
    Deliver,
    DeliveryWorker,
    Redelivery,
    // Reactions
    QueueNotifications,
    RemoveListenersOfDeletedClient,
    ResumeDeliveriesOfReinstatedClient,
  ],
})
export class NotificationsModule {
  constructor(
    consumers: Consumers,
    queueNotifications: QueueNotifications,
    removeListeners: RemoveListenersOfDeletedClient,
    resumeDeliveries: ResumeDeliveriesOfReinstatedClient,
  ) {
    consumers.add(queueNotifications, removeListeners, resumeDeliveries);
  }
}
