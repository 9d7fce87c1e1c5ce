import { defineSettings, parseInteger } from '#service';

/** Settings of the sample quote API: how fast the Seller is. */
export const quotesSettings = defineSettings('quotes', {
  acknowledge: {
    env: 'ASSENT_QUOTES_ACKNOWLEDGE',
    doc: 'Seconds from an acknowledged quote to one that is in progress.',
    parse: parseInteger(0, 86_400),
    sandbox: 2,
    production: 60,
  },
  work: {
    env: 'ASSENT_QUOTES_WORK',
    doc: 'Seconds from a quote in progress to its prices.',
    parse: parseInteger(0, 864_000),
    sandbox: 3,
    production: 3600,
  },
  validity: {
    env: 'ASSENT_QUOTES_VALIDITY',
    doc: 'Seconds that the prices of a quote hold.',
    parse: parseInteger(1, 366 * 86_400),
    sandbox: 30 * 86_400,
    production: 30 * 86_400,
  },
  timerInterval: {
    env: 'ASSENT_QUOTES_TIMER_INTERVAL',
    doc: 'Milliseconds between two looks for quotes that move on.',
    parse: parseInteger(10, 60_000),
    sandbox: 250,
    production: 1000,
  },
});
