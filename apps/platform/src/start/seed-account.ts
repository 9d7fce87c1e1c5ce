import { CommandBus } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Refused } from '#event-sourcing';
import { RequestContexts, type ServiceDefinition } from '#service';
import { authorizationService, CreateAccount } from '../../../authorization/src/index.js';
import type { SandboxPerson } from './sandbox-secrets.js';

/** Opens the account of the sandbox person, unless it is there or the service that keeps accounts runs elsewhere. */
export const seedAccount = async (
  app: NestFastifyApplication,
  chosen: readonly ServiceDefinition[],
  { username, password, totpSecret }: SandboxPerson,
): Promise<void> => {
  if (!chosen.includes(authorizationService)) return;
  const context = app.get(RequestContexts).create({ kind: 'operator', id: 'sandbox' });
  try {
    await app.get(CommandBus).execute(new CreateAccount({ username, password, totpSecret }, context));
  } catch (error) {
    if (!(error instanceof Refused && error.reason === 'account-exists')) throw error;
  }
};
