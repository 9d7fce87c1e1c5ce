import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What audit keeps: every public event, which intents a stream concerns, and the present state of each intent. */
export class AuditTables1700000100000 implements MigrationInterface {
  readonly name = 'AuditTables1700000100000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of tables) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table entry, concern, consent');
  }
}

const tables = [
  `create table entry (
     id uuid primary key, recorded_at timestamptz not null, service text collate "C" not null, position bigint not null,
     stream text collate "C" not null, version bigint not null, type text not null, subject text collate "C",
     correlation text collate "C" not null, causation text, actor json not null, view json not null, detail json)`,
  `create index entry_by_stream on entry (stream, recorded_at, service, position)`,
  `create index entry_by_subject on entry (subject, recorded_at, service, position) where subject is not null`,
  `create index entry_by_correlation on entry (correlation, recorded_at, service, position)`,
  // A stream belongs to the story of an intent: its own, its client, consents, grants, quotes.
  `create table concern (intent text collate "C" not null, stream text collate "C" not null, primary key (intent, stream))`,
  `create table consent (
     intent text collate "C" primary key, version bigint not null, status text not null, client text collate "C" not null,
     created_at timestamptz not null, changed_at timestamptz not null)`,
  `create index consent_by_change on consent (changed_at desc, intent desc)`,
  `create index consent_by_client on consent (client, changed_at desc)`,
];
