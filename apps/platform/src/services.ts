import { auditService } from '../../audit/src/index.js';
import { authorizationService } from '../../authorization/src/index.js';
import { buyerService } from '../../buyer/src/index.js';
import { directoryService } from '../../directory/src/index.js';
import { intentsService } from '../../intents/src/index.js';
import { notificationsService } from '../../notifications/src/index.js';
import { quotesService } from '../../quotes/src/index.js';
import { registrationService } from '../../registration/src/index.js';
import { tokensService } from '../../tokens/src/index.js';
import type { ServiceDefinition } from '#service';
import { CannotStart } from './start/cannot-start.js';

/** Every service, in the order of the ten steps. */
export const services: readonly ServiceDefinition[] = [
  directoryService,
  registrationService,
  tokensService,
  intentsService,
  authorizationService,
  quotesService,
  notificationsService,
  auditService,
  buyerService,
];

/** The named services, or all that the mode allows. Throws `CannotStart` for an unknown name. */
export const chooseServices = (
  names: readonly string[],
  mode: 'sandbox' | 'production',
): readonly ServiceDefinition[] => {
  const unknown = names.filter((name) => !services.some((service) => service.name === name));
  if (unknown.length > 0) {
    const known = services.map(({ name }) => name).join(', ');
    throw new CannotStart(`There is no service ${unknown.join(', ')}: the services are ${known}.`);
  }
  if (names.length > 0) return services.filter(({ name }) => names.includes(name));
  return services.filter(({ sandboxOnly }) => mode === 'sandbox' || !sandboxOnly);
};
