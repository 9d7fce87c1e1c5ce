import { setTimeout as pause } from 'node:timers/promises';
import type { Arena, Outcome, Running, Scenario } from '../arena.js';

/**
 * Milliseconds from the publication of a key to its first use: longer than the sandbox's publication delay, and than whoever
 * has a copy of a key set waits before it asks for an unknown key again.
 */
const PUBLISHED = 65_000;

/** Every key gets a successor while it is in use. */
export const rotation: Scenario = {
  name: 'rotation',
  summary: 'every signing and encryption key of every service and Buyer is rotated: no request fails',
  begin: async (arena) => new Rotations(arena),
};

class Rotations implements Running {
  private ofServices = 0;
  private ofBuyers = 0;

  constructor(private readonly arena: Arena) {}

  async round(number: number): Promise<void> {
    const { fleet, load, tell } = this.arena;
    const { code, output } = await fleet.run('keys', 'rotate', '--json');
    if (code !== 0) throw new Error(`assent keys rotate: ${output}`);
    const next = await Promise.all(load.buyers.map((buyer) => buyer.publishKey()));
    await pause(PUBLISHED);
    for (const use of next) use();
    const keys = (JSON.parse(output) as { keys: { use: string }[] }[]).flatMap((service) => service.keys);
    const made = keys.filter(({ use }) => use === 'pending').length;
    this.ofServices += made;
    this.ofBuyers += next.length;
    tell(`round ${number}: ${made} new keys of services in use; ${next.length} Buyers use new ones`);
  }

  async end(): Promise<Outcome> {
    const { ledger } = this.arena.load;
    const failed = ledger.connectionErrors + ledger.unavailable + ledger.surprises.length;
    return {
      lines: [
        `rotated under load: keys of services ${this.ofServices}, keys of Buyers ${this.ofBuyers}; failed requests ${failed}`,
      ],
      faults: failed === 0 ? [] : [`${failed} requests failed while keys were rotated`],
    };
  }
}
