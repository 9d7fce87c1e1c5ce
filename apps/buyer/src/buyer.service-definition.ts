import { BuyerModule } from './buyer.module.js';
import { buyerSettings } from './buyer.settings.js';

/** What the platform needs to know to run the sample beside its services; it has no log of its own. */
export const buyerService = {
  name: 'buyer',
  module: BuyerModule,
  log: { service: 'buyer', aggregates: [] },
  settings: buyerSettings,
  sandboxOnly: true,
};
