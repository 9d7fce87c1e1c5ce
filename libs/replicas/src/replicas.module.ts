import { type DynamicModule, Module, type OnModuleInit } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { consumersOf, databaseOf, findDatabase } from '#messaging';
import { NeighbourlyReader } from './neighbourly-reader.js';
import { ReplicaCache } from './replica-cache.js';
import { replicating } from './replica-store.js';
import { Replicas } from './replicas.js';
import { ReplicasOverMessages } from './replicas-over-messages.js';
import { StreamReader } from './stream-reader.js';

/** Gives a service its `Replicas` of the named neighbours. */
@Module({})
export class ReplicasModule {
  /**
   * The service needs its `EventSourcingModule` and, with neighbours, its `MessagingModule` beside this one.
   * Takes a `StreamReader` from a global module for services that run in other processes.
   */
  static forService(service: string, neighbours: readonly string[]): DynamicModule {
    const replicas = {
      provide: Replicas,
      inject: [ModulesContainer, ReplicaCache, { token: StreamReader, optional: true }],
      useFactory: (modules: ModulesContainer, cache: ReplicaCache, remote?: StreamReader) => {
        const reader = new NeighbourlyReader((owner) => findDatabase(modules, owner), remote);
        return new ReplicasOverMessages(() => ({
          database: databaseOf(modules, service),
          neighbours,
          reader,
          cache,
        }));
      },
    };
    const feeding = {
      provide: 'replica feed',
      inject: [ModulesContainer, ReplicaCache],
      useFactory: (modules: ModulesContainer, cache: ReplicaCache): OnModuleInit => ({
        onModuleInit: () => {
          if (neighbours.length > 0) consumersOf(modules, service).add(replicating(neighbours, cache));
        },
      }),
    };
    const cache = { provide: ReplicaCache, useFactory: () => new ReplicaCache() };
    return { module: ReplicasModule, providers: [replicas, feeding, cache], exports: [Replicas] };
  }
}
