import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { intentFor, ownQuote } from '#testing';
import type { Buyer } from '../client/buyer.js';
import type { Arena, Outcome, Running, Scenario } from '../arena.js';

/** Milliseconds in which what happened must have reached audit. */
const PATIENCE = 15_000;

/** A consumer that cannot handle one stream. */
export const poison: Scenario = {
  name: 'poison',
  summary:
    'audit cannot write down one stream: it is parked, the others go on, the metric tells, and redrive heals it in order',
  begin: async (arena) => new Poisoning(arena),
};

class Poisoning implements Running {
  private rounds = 0;
  private readonly faults: string[] = [];

  constructor(private readonly arena: Arena) {}

  async round(number: number): Promise<void> {
    const { load, random, tell } = this.arena;
    const buyer = random.pick(load.buyers);
    const bad = await stage(buyer);
    await this.expect('writes down what is sound', async () => (await this.versions(bad)).length === 1);
    await this.poison(bad);
    // What comes behind the poisoned event waits with it.
    await buyer.send('PATCH', pathOf(bad), { body: { purpose: 'Price for another link' } });
    await buyer.send('DELETE', pathOf(bad));
    await this.expect('parks the poisoned stream', async () => (await this.parked(bad)) === 2);
    const good = await stage(buyer);
    await this.expect('goes on with other streams', async () => (await this.versions(good)).length === 1);
    await this.expect('tells of it by a metric', () => this.metricTells());
    await this.cure();
    const { output } = await this.arena.fleet.run('redrive', 'recording', `intent-${bad}`);
    await this.expect(`heals by redrive: ${output}`, async () => (await this.parked(bad)) === 0);
    const versions = await this.versions(bad);
    if (String(versions) !== '1,2,3') this.faults.push(`redrive did not keep the order: ${String(versions)}`);
    this.rounds += 1;
    tell(`round ${number}: ${bad} was poisoned, parked, redriven, and written down as ${String(versions)}`);
  }

  async end(): Promise<Outcome> {
    return { lines: [`poisoned streams parked and redriven ${this.rounds}`], faults: this.faults };
  }

  private async expect(what: string, isSo: () => Promise<boolean>): Promise<void> {
    const until = performance.now() + PATIENCE;
    while (!(await isSo())) {
      if (performance.now() > until) return void this.faults.push(`it never ${what}`);
      await pause(100);
    }
  }

  private async poison(intent: string): Promise<void> {
    const { databases } = this.arena;
    await databases.rows(
      'audit',
      `create function audit.refuse_poison() returns trigger language plpgsql as $$
       begin raise exception 'poison' using errcode = '22000'; end $$`,
    );
    await databases.rows(
      'audit',
      `create trigger poison before insert on entry for each row
       when (new.stream = 'intent-${intent}') execute function refuse_poison()`,
    );
  }

  private async cure(): Promise<void> {
    await this.arena.databases.rows('audit', 'drop function refuse_poison cascade');
  }

  private async parked(intent: string): Promise<number> {
    const text = `select count(*)::int as count from parked where consumer = 'recording' and stream = $1`;
    const [row] = await this.arena.databases.rows<{ count: number }>('audit', text, [`intent-${intent}`]);
    return row!.count;
  }

  /** Of a stream in audit, in the order in which they were written. */
  private async versions(intent: string): Promise<readonly number[]> {
    const text = `select version::int as version from entry where stream = $1 order by xmin::text::bigint, version`;
    const rows = await this.arena.databases.rows<{ version: number }>('audit', text, [`intent-${intent}`]);
    return rows.map(({ version }) => version);
  }

  private async metricTells(): Promise<boolean> {
    const audit = this.arena.fleet.members.find(({ service }) => service === 'audit')!;
    const answer = await fetch(`http://127.0.0.1:${audit.port}/metrics`);
    const lines = (await answer.text()).split('\n');
    return lines.some((line) => /^assent_parked\w*\{.*\} [1-9]/.test(line));
  }
}

const pathOf = (intent: string): string => `/intents/${encodeURIComponent(intent)}`;

const stage = async (buyer: Buyer): Promise<string> => {
  const body = intentFor({ ...ownQuote('new-ethernet-line'), externalId: randomUUID() });
  const answer = await buyer.send<{ intentId: string }>('POST', '/intents', { body });
  return answer.body.intentId;
};
