import { type BuyerOptions, openBuyer } from '../buyer.js';
import { Declined } from '../seller/answer.js';
import { exampleQuote } from '../quotes.js';
import type { Person } from '../browser/person.js';
import { readQuoteFile } from '../quotes.js';
import { type Log, Narrator } from './narrator.js';
import type { Step, Walk } from './step.js';
import { authenticateClient } from './steps/authenticate-client.js';
import { consent } from './steps/consent.js';
import { enrolAndRegister } from './steps/enrol-and-register.js';
import { hearBack } from './steps/hear-back.js';
import { redeemCode } from './steps/redeem-code.js';
import { requestQuote } from './steps/request-quote.js';
import { stage } from './steps/stage.js';
import { isSpent } from './spent.js';
import type { WalkState } from './walk-state.js';

export interface WalkOptions extends Pick<
  BuyerOptions,
  'tls' | 'resources' | 'sellerAnchors' | 'authentication' | 'bodies'
> {
  /** Origin of the Seller, such as `http://localhost:3000`. */
  readonly origin: string;
  /** Who signs in and approves. */
  readonly person: Person;
  /** File with a `Quote_Create`; one of the Buyer's own examples unless given. */
  readonly quoteFile?: string;
  /** Folder for the Buyer's keys and registration; `.assent/buyer` unless given. */
  readonly folder?: string;
  /** Takes each line of the story; `console.log` unless given. */
  readonly log?: Log;
  /** Colours in the story; when standard output is a terminal, unless given. */
  readonly colours?: boolean;
  /** What an earlier walk had acknowledged: goes on from there. */
  readonly resume?: WalkState;
  /** Called with all that is acknowledged, each time it grows. */
  readonly onAcknowledged?: (state: WalkState) => void;
  /** Milliseconds to wait for the notification; 15 seconds unless given. */
  readonly notificationWithin?: number;
}

/** The ten steps, in order. */
const steps: readonly Step[] = [
  enrolAndRegister, //   1 directory, 2 registration
  authenticateClient, // 3 tokens
  stage, //              4 intents
  consent, //            5 authorization request, 6 sign-in and consent
  redeemCode, //         7 detached signature, 8 tokens
  requestQuote, //       9 quotes
  hearBack, //          10 notifications
];

const mostRounds = 3;

/**
 * Walks the ten steps against a running Seller, telling each; gives all that was acknowledged.
 * It waits while the Seller is away. When an answer was lost that cannot be had again (a redeemed code, a consumed
 * intent), it stages the intent anew and goes on.
 */
export const walk = async (options: WalkOptions): Promise<WalkState> => {
  const context = await prepare(options);
  let state = options.resume ?? {};
  for (let round = 1; ; round++) {
    try {
      for (const step of steps) {
        state = await step({ ...context, keep: (kept) => keep((state = kept)) }, state);
        keep(state);
      }
      return state;
    } catch (problem) {
      if (!isSpent(problem) || round >= mostRounds) throw problem;
      context.narrator.note(
        `${problem instanceof Declined ? problem.message : String(problem)}; staging anew`,
      );
      state = state.registration ? { registration: state.registration } : {};
    }
  }

  function keep(acknowledged: WalkState): void {
    options.onAcknowledged?.(acknowledged);
  }
};

const prepare = async (options: WalkOptions): Promise<Walk> => {
  const { person, quoteFile, folder = '.assent/buyer', notificationWithin = 15_000 } = options;
  const log = options.log ?? ((line: string) => console.log(line));
  const colours = options.colours ?? (options.log === undefined && process.stdout.isTTY === true);
  return {
    buyer: await openBuyer({ ...options, folder }),
    person,
    quote: quoteFile === undefined ? await exampleQuote('new-ethernet-line') : await readQuoteFile(quoteFile),
    narrator: new Narrator(log, colours),
    session: {},
    notificationWithin,
    keep: () => undefined,
  };
};
