import { type DynamicModule, Module, type OnModuleInit } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { PublicKind } from '#contracts';
import type { Database } from '#event-sourcing';
import { consumersOf, databaseOf, findDatabase } from '#messaging';
import { followedBy } from './followed.js';
import { NeighbourlyReader } from './neighbourly-reader.js';
import { ReplicaCache } from './replica-cache.js';
import { replicating } from './replica-store.js';
import { Replicas } from './replicas.js';
import { ReplicasObserver } from './replicas-observer.js';
import { ReplicasOverMessages } from './replicas-over-messages.js';
import { StreamReader } from './stream-reader.js';

/** Gives a service its `Replicas`, and keeps those of the named kinds. */
@Module({})
export class ReplicasModule {
  /**
   * The service needs its `EventSourcingModule` and, with kinds to follow, its `MessagingModule` beside this one.
   * Takes a `StreamReader` from a global module for services that run in other processes.
   */
  static forService(service: string, kinds: readonly PublicKind[]): DynamicModule {
    const followed = followedBy(service, kinds);
    const replicas = {
      provide: Replicas,
      inject: [
        ModulesContainer,
        ReplicaCache,
        { token: StreamReader, optional: true },
        { token: ReplicasObserver, optional: true },
      ],
      useFactory: (
        modules: ModulesContainer,
        cache: ReplicaCache,
        ...[remote, observer]: [StreamReader | undefined, ReplicasObserver | undefined]
      ) => {
        const find = rememberFound((owner) => findDatabase(modules, owner));
        const asked = new NeighbourlyReader(find, remote);
        const reader = observer?.around(service, asked) ?? asked;
        const own = (): Database => find(service) ?? databaseOf(modules, service);
        return new ReplicasOverMessages(() => ({ database: own(), followed, reader, cache }));
      },
    };
    const feeding = {
      provide: 'replica feed',
      inject: [ModulesContainer, ReplicaCache],
      useFactory: (modules: ModulesContainer, cache: ReplicaCache): OnModuleInit => ({
        onModuleInit: () => {
          if (kinds.length > 0) consumersOf(modules, service).add(replicating(followed, cache));
        },
      }),
    };
    const cache = { provide: ReplicaCache, useFactory: () => new ReplicaCache() };
    return { module: ReplicasModule, providers: [replicas, feeding, cache], exports: [Replicas] };
  }
}

// Every read asks; going through all modules each time would cost more than the read.
const rememberFound = (find: (service: string) => Database | undefined) => {
  const known = new Map<string, Database>();
  return (service: string): Database | undefined => {
    const database = known.get(service) ?? find(service);
    if (database) known.set(service, database);
    return database;
  };
};
