/** What a service keeps about the messages it receives, in its own schema. */
export const createMessagingTables: readonly string[] = [
  // How far a consumer has come on a partition; whoever raised the fence last is the one who may go on.
  `create table checkpoint (
     consumer text not null, service text not null, partition int not null,
     position bigint not null default 0, fence bigint not null default 0,
     primary key (consumer, service, partition))`,
  // The newest version of each stream that had its effect: what is not newer is a duplicate.
  `create table inbox (
     consumer text not null, stream text not null, version bigint not null,
     primary key (consumer, stream))`,
  // Messages that wait because their stream is poisoned for the consumer.
  `create table parked (
     consumer text not null, stream text not null, version bigint not null,
     service text not null, partition int not null, message json not null,
     error text, attempts int not null default 0,
     parked_at timestamptz not null default now(), next_attempt_at timestamptz,
     primary key (consumer, stream, version))`,
];

/** Creates the tables of messaging in the schema of a service. */
export class MessagingTables1700000001000 {
  readonly name = 'MessagingTables1700000001000';

  async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
    for (const statement of createMessagingTables) await runner.query(statement);
  }

  async down(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
    await runner.query('drop table parked, inbox, checkpoint');
  }
}
