import { Replica } from './replica.js';

const READY_EVERY_MS = 500;
const AWAY_EVERY_MS = 100;

/** Base URLs of the replicas of each service. */
export type UpstreamUrls = Readonly<Record<string, readonly string[]>>;

/** The replicas of every service: which are ready, and whose turn it is. */
export class Upstreams {
  private readonly replicas: ReadonlyMap<string, readonly Replica[]>;
  private readonly turns = new Map<string, number>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private closed = false;

  /** `patience`: milliseconds to wait for an answer. */
  constructor(urls: UpstreamUrls, patience: number) {
    const replica = (url: string): Replica => new Replica(url, patience);
    const entries = Object.entries(urls).map(([service, each]) => [service, each.map(replica)] as const);
    this.replicas = new Map(entries);
    for (const each of this.all()) void this.watch(each);
  }

  /** Ready replicas in the order in which to try them: round robin. Empty for a service that is away, or unknown. */
  candidates(service: string): readonly Replica[] {
    const ready = (this.replicas.get(service) ?? []).filter((each) => each.ready);
    const turn = (this.turns.get(service) ?? 0) % Math.max(1, ready.length);
    this.turns.set(service, turn + 1);
    return [...ready.slice(turn), ...ready.slice(0, turn)];
  }

  /** By service, how many replicas are ready. */
  readiness(): Readonly<Record<string, number>> {
    const count = (each: readonly Replica[]): number => each.filter(({ ready }) => ready).length;
    return Object.fromEntries([...this.replicas].map(([service, each]) => [service, count(each)]));
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const timer of this.timers) clearTimeout(timer);
    await Promise.all(this.all().map((each) => each.close()));
  }

  private async watch(each: Replica): Promise<void> {
    await each.check();
    if (this.closed) return;
    const timer = setTimeout(
      () => {
        this.timers.delete(timer);
        void this.watch(each);
      },
      each.ready ? READY_EVERY_MS : AWAY_EVERY_MS,
    );
    this.timers.add(timer);
  }

  private all(): readonly Replica[] {
    return [...this.replicas.values()].flat();
  }
}
