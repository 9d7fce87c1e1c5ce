import { setTimeout as pause } from 'node:timers/promises';
import type { Arena, Outcome, Running, Scenario } from '../arena.js';
import { type ServiceName, services } from '../verdict/databases.js';

/** Milliseconds that a sequencer sleeps; its lease is over after two seconds. */
const SLEEP = { least: 2_500, most: 4_500 };

const candidates = ['intents', 'quotes'] as const;

/** Two sequencers of one log, of which one sleeps past its lease and wakes up. */
export const pauseSequencers: Scenario = {
  name: 'sequencers',
  summary:
    'a process of two is paused (SIGSTOP) past the lease of its sequencer, and resumed: no position is given twice',
  replicas: { intents: 2, quotes: 2 },
  begin: async (arena) => new PausedSequencers(arena),
};

class PausedSequencers implements Running {
  private rounds = 0;
  private takeovers = 0;

  constructor(private readonly arena: Arena) {}

  async round(number: number): Promise<void> {
    const { fleet, random, tell } = this.arena;
    await pause(random.between(200, 1_000));
    const service = random.pick(candidates);
    const victim = random.pick(fleet.members.filter((member) => member.service === service));
    const fence = await this.fenceOf(service);
    const sleep = random.between(SLEEP.least, SLEEP.most);
    await victim.kill('SIGSTOP');
    await pause(sleep);
    const taken = (await this.fenceOf(service)) > fence;
    await victim.kill('SIGCONT');
    this.rounds += 1;
    if (taken) this.takeovers += 1;
    tell(
      `round ${number}: ${service} ${victim.replica} slept for ${sleep} ms, and ${taken ? 'had lost' : 'did not have'} the lease`,
    );
  }

  async end(): Promise<Outcome> {
    const gaps = await Promise.all(services.map((service) => this.gapsOf(service)));
    return {
      lines: [`pauses ${this.rounds}, of these of the one who held the lease ${this.takeovers}`],
      faults: gaps.flat(),
    };
  }

  private async fenceOf(service: ServiceName): Promise<number> {
    const text = `select fence::int from lease where name = 'sequencer'`;
    const [row] = await this.arena.databases.rows<{ fence: number }>(service, text);
    return row!.fence;
  }

  private async gapsOf(service: ServiceName): Promise<readonly string[]> {
    const text = `select count(position)::int as given, count(distinct position)::int as different,
                         coalesce(max(position), 0)::int as newest, (select head::int from sequence) as head from event`;
    const [row] = await this.arena.databases.rows<Record<string, number>>(service, text);
    const dense = new Set(Object.values(row!)).size === 1;
    return dense ? [] : [`positions of ${service} are not dense: ${JSON.stringify(row)}`];
  }
}
