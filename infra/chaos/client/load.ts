import { setTimeout as pause } from 'node:timers/promises';
import type { flow } from '#testing';
import type { Random } from '../random.js';
import { Buyer, newName } from './buyer.js';
import { Ledger } from './ledger.js';
import { Listener } from './listener.js';
import { OutOfTime, Patience } from './patience.js';
import { Walk } from './walk.js';

/** Milliseconds that walks may take to their end once nothing is broken any more. */
const GRACE = 60_000;

/** Where the Buyers go. */
export interface Seller {
  /** The issuer. */
  readonly origin: string;
  /** Who decides at the consent page. */
  readonly person: flow.Person;
}

/** Several Buyers that walk the flow, one walk after the other, until they are told to come to an end. */
export class Load {
  readonly ledger = new Ledger();
  walks = 0;
  unfinished = 0;
  private stopping = false;
  private readonly deadline = new AbortController();
  private walking: readonly Promise<void>[] = [];

  private constructor(
    readonly seller: Seller,
    readonly buyers: readonly Buyer[],
    readonly listener: Listener,
  ) {}

  static async start(seller: Seller, buyers: number, random: Random): Promise<Load> {
    const listener = await Listener.start(random.fork());
    const joined: Buyer[] = [];
    for (let n = 0; n < buyers; n += 1) {
      const name = newName();
      joined.push(await Buyer.join(name, seller, listener));
    }
    const load = new Load(seller, joined, listener);
    load.walking = joined.map((buyer) => load.walkOn(buyer, random.fork()));
    return load;
  }

  /** Lets every walk that has begun come to its end: nothing is broken any more, so each has to. */
  async finish(): Promise<void> {
    this.stopping = true;
    const late = setTimeout(() => this.deadline.abort(), GRACE);
    await Promise.all(this.walking);
    clearTimeout(late);
  }

  close(): void {
    this.deadline.abort();
    this.listener.stop();
  }

  private async walkOn(buyer: Buyer, random: Random): Promise<void> {
    const { ledger } = this;
    const patience = new Patience(ledger, this.deadline.signal);
    while (!this.stopping) {
      try {
        await new Walk({ buyer, ledger, patience, random }).run();
        this.walks += 1;
      } catch (error) {
        if (!(error instanceof OutOfTime)) throw error;
        this.unfinished += 1;
      }
      // Machines that carry the load share it with the platform.
      await pause(random.between(20, 120));
    }
  }
}
