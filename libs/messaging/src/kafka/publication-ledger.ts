import type { Database } from '#event-sourcing';

/** Leave to publish to one topic, for a while, and how far that has come. */
export interface PublicationTenure {
  readonly topic: string;
  readonly fence: number;
  readonly progress: PublicationProgress;
}

export interface PublicationProgress {
  /** Events up to this position of the log are on the topic. */
  readonly position: number;
  /** How many times the topic was begun, because brokers had lost it. */
  readonly generation: number;
  /** Where its partitions end at least, as brokers have confirmed. */
  readonly ends: Readonly<Record<number, number>>;
}

/** The topics that a service's log is published to, each with its checkpoint; a holder that woke up too late changes nothing. */
export class PublicationLedger {
  constructor(private readonly database: Database) {}

  /** Events after `from` are (again) to be put on a topic, which may be a new one. */
  async publishFrom(topic: string, from: number): Promise<void> {
    await this.database.query(
      `insert into publication (topic, position) values ($1, $2)
       on conflict (topic) do update set position = excluded.position`,
      [topic, from],
    );
  }

  async begin(topic: string): Promise<void> {
    await this.database.query(`insert into publication (topic) values ($1) on conflict do nothing`, [topic]);
  }

  async topics(): Promise<readonly string[]> {
    const rows = await this.database.query<{ topic: string }>('select topic from publication order by topic');
    return rows.map(({ topic }) => topic);
  }

  /** Takes or prolongs the lease; undefined while another process has it. The database's clock decides. */
  async acquire(topic: string, holder: string, leaseMs: number): Promise<PublicationTenure | undefined> {
    const [row] = await this.database.query<PublicationProgress & { fence: number }>(
      {
        name: 'acquire-publication',
        text: `update publication set holder = $2, until = clock_timestamp() + $3 * interval '1 millisecond',
                      fence = case when holder = $2 and until > clock_timestamp() then fence else fence + 1 end
                where topic = $1 and (holder = $2 or until <= clock_timestamp())
               returning fence, position, generation, ends`,
      },
      [topic, holder, leaseMs],
    );
    return row && { topic, fence: row.fence, progress: row };
  }

  /** False when another process has taken over, or somebody has set the position meanwhile: nothing is changed then. */
  async move({ topic, fence, progress }: PublicationTenure, to: PublicationProgress): Promise<boolean> {
    const moved = await this.database.query(
      {
        name: 'move-publication',
        text: `update publication set position = $4, generation = $5, ends = $6
                where topic = $1 and fence = $2 and position = $3 returning topic`,
      },
      [topic, fence, progress.position, to.position, to.generation, JSON.stringify(to.ends)],
    );
    return moved.length > 0;
  }

  async release(topic: string, holder: string): Promise<void> {
    await this.database.query(`update publication set until = '-infinity' where topic = $1 and holder = $2`, [
      topic,
      holder,
    ]);
  }
}
