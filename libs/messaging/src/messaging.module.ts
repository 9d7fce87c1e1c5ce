import { type DynamicModule, Module } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { Consumers } from './consumer.js';
import { RunningConsumers } from './consumers/running-consumers.js';
import { databaseOf } from './database-of.js';
import { MessagingObserver } from './messaging-observer.js';
import { Publishing } from './publishing.js';
import { Transport } from './transport.js';

/** Gives a service its `Consumers`, and publishes its log where the transport asks for it. */
@Module({})
export class MessagingModule {
  /** `service` also names the `EventSourcingModule` in whose schema checkpoints and parked messages are kept. */
  static forService(service: string): DynamicModule {
    const consumers = {
      provide: Consumers,
      inject: [Transport, ModulesContainer, { token: MessagingObserver, optional: true }],
      useFactory: (transport: Transport, modules: ModulesContainer, observer?: MessagingObserver) =>
        new RunningConsumers(service, () => databaseOf(modules, service), transport, observer),
    };
    const publishing = {
      provide: Publishing,
      inject: [Transport, ModulesContainer],
      useFactory: (transport: Transport, modules: ModulesContainer) =>
        new Publishing(() => databaseOf(modules, service), transport),
    };
    return { module: MessagingModule, providers: [consumers, publishing], exports: [Consumers] };
  }
}
