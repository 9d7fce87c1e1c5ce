import type { ModulesContainer } from '@nestjs/core';
import { Database } from '#event-sourcing';
import { Consumers } from './consumer.js';
import { RunningConsumers } from './consumers/running-consumers.js';

/** The database of a service, if this process runs it; known once modules are instantiated. */
export const findDatabase = (modules: ModulesContainer, service: string): Database | undefined => {
  for (const { providers } of modules.values()) {
    const database = providers.get(Database)?.instance as Database | undefined;
    if (database?.service === service) return database;
  }
  return undefined;
};

export const databaseOf = (modules: ModulesContainer, service: string): Database => {
  const database = findDatabase(modules, service);
  if (!database) throw new Error(`service ${service} has no EventSourcingModule`);
  return database;
};

/** The consumers of a service among all that this process runs. */
export const consumersOf = (modules: ModulesContainer, service: string): Consumers => {
  for (const { providers } of modules.values()) {
    const consumers: unknown = providers.get(Consumers)?.instance;
    if (consumers instanceof RunningConsumers && consumers.service === service) return consumers;
  }
  throw new Error(`service ${service} has no MessagingModule`);
};
