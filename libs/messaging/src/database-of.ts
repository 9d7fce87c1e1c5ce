import type { ModulesContainer } from '@nestjs/core';
import { Database } from '#event-sourcing';

/** The database of one service among all that this process runs; known once modules are instantiated. */
export const databaseOf = (modules: ModulesContainer, service: string): Database => {
  for (const { providers } of modules.values()) {
    const database = providers.get(Database)?.instance as Database | undefined;
    if (database?.service === service) return database;
  }
  throw new Error(`service ${service} has no EventSourcingModule`);
};
