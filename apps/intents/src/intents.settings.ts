import { defineSettings, parseInteger } from '#service';

const DAY = 86_400;

/** Settings of the staging API; lives are in seconds. */
export const intentsSettings = defineSettings('intents', {
  defaultLife: {
    env: 'ASSENT_INTENTS_DEFAULT_LIFE',
    doc: 'Seconds that an intent waits for consent, and for single use, unless it says otherwise.',
    parse: parseInteger(1, 30 * DAY),
    sandbox: DAY,
    production: DAY,
  },
  minimumLife: {
    env: 'ASSENT_INTENTS_MINIMUM_LIFE',
    doc: 'Seconds that an intent must at least have left when it is staged or amended.',
    parse: parseInteger(0, DAY),
    sandbox: 60,
    production: 60,
  },
  maximumLife: {
    env: 'ASSENT_INTENTS_MAXIMUM_LIFE',
    doc: 'Seconds that an intent may wait for consent and single use at most.',
    parse: parseInteger(60, 366 * DAY),
    sandbox: 30 * DAY,
    production: 30 * DAY,
  },
  maximumRecurringLife: {
    env: 'ASSENT_INTENTS_MAXIMUM_RECURRING_LIFE',
    doc: 'Seconds that a recurring intent may be used at most.',
    parse: parseInteger(60, 3660 * DAY),
    sandbox: 366 * DAY,
    production: 366 * DAY,
  },
  expiryInterval: {
    env: 'ASSENT_INTENTS_EXPIRY_INTERVAL',
    doc: 'Milliseconds between two looks for intents whose time has run out.',
    parse: parseInteger(10, 60_000),
    sandbox: 500,
    production: 500,
  },
});
