import { Inject, Injectable } from '@nestjs/common';
import { opaqueId } from '#crypto';
import { Refused } from '#event-sourcing';
import { RequestContexts, type SettingValues } from '#service';
import type { EventTypeName } from '../event-types.js';
import { findSame, type Listener, RegisterListener, RemoveListener } from '../listener/listener.decider.js';
import { ListenerLog } from '../listener/listener-log.js';
import { notificationsSettings } from '../notifications.settings.js';
import type { EventSubscriptionInput } from './event-subscription.js';
import { SubscriptionRules } from './subscription-rules.js';

/** The subscriptions of clients: each client sees its own and no others. */
@Injectable()
export class Hub {
  constructor(
    private readonly listeners: ListenerLog,
    private readonly rules: SubscriptionRules,
    private readonly contexts: RequestContexts,
    @Inject(notificationsSettings.token)
    private readonly settings: SettingValues<typeof notificationsSettings.specs>,
  ) {}

  /** The new listener, or the one that is the same already. Throws `Refused`. */
  async register(
    clientId: string,
    input: EventSubscriptionInput,
    offered: readonly EventTypeName[],
  ): Promise<Listener> {
    const accepted = this.rules.accept(input, offered);
    const { state } = await this.listeners.execute(
      new RegisterListener(
        this.contexts.create({ kind: 'client', id: clientId }),
        clientId,
        { listenerId: opaqueId(), ...accepted },
        this.settings.mostListeners,
      ),
    );
    return findSame(state, accepted)!;
  }

  list(clientId: string): Promise<readonly Listener[]> {
    return this.listeners.of(clientId);
  }

  async find(clientId: string, listenerId: string): Promise<Listener> {
    const listener = await this.listeners.find(clientId, listenerId);
    if (!listener) throw new Refused('listener-unknown');
    return listener;
  }

  async remove(clientId: string, listenerId: string): Promise<void> {
    const context = this.contexts.create({ kind: 'client', id: clientId });
    await this.listeners.execute(new RemoveListener(context, clientId, listenerId, 'removed-by-client'));
  }
}
