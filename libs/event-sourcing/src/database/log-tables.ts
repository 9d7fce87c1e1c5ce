import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables of a service's log, and of what it keeps about its neighbours. */
export class LogTables1700000000000 implements MigrationInterface {
  readonly name = 'LogTables1700000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...logTables, ...workTables, ...neighbourTables, rejectAppend]) {
      await runner.query(statement);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function reject_append');
    await runner.query(
      'drop table stream, event, queue, claim, data_key, lease, sequence, projection, checkpoint, inbox, parked, replica',
    );
  }
}

// `json`, not `jsonb`: the text is kept byte for byte, as the chain and the comparison with a replay need it.
const logTables = [
  `create table stream (
     id text collate "C" primary key, kind text not null, version int not null, state json not null,
     chain bytea not null, created_at timestamptz not null, updated_at timestamptz not null
   ) with (fillfactor = 70)`,
  `create table event (
     id uuid primary key, stream text collate "C" not null, version int not null,
     type text not null, schema_version int not null, data json not null, public json, metadata json not null,
     recorded_at timestamptz not null, chain bytea not null, position bigint unique,
     unique (stream, version))`,
  `create table queue (ticket bigserial primary key, event uuid not null)`,
  `create table claim (
     scope text not null, key text not null, stream text, fingerprint text, expires_at timestamptz not null,
     primary key (scope, key))`,
  `create index claim_expiry on claim (expires_at)`,
  `create table data_key (
     stream text collate "C" primary key, wrapped bytea, kek text not null,
     created_at timestamptz not null default now(), erased_at timestamptz)`,
];

const workTables = [
  `create table lease (
     name text primary key, holder text not null, fence bigint not null, until timestamptz not null)`,
  `insert into lease values ('sequencer', '', 0, '-infinity')`,
  `create table sequence (single boolean primary key default true check (single), head bigint not null)`,
  `insert into sequence (head) values (0)`,
  `create table projection (
     name text not null, version int not null, "table" text not null, position bigint not null default 0,
     state text not null check (state in ('building', 'live', 'retired')),
     changed_at timestamptz not null default now(), primary key (name, version))`,
  `create unique index one_live_version on projection (name) where state = 'live'`,
];

const neighbourTables = [
  // How far a consumer has come on a partition; whoever raised the fence last is the one who may go on.
  `create table checkpoint (
     consumer text not null, service text not null, partition int not null,
     position bigint not null default 0, fence bigint not null default 0,
     primary key (consumer, service, partition))`,
  // The newest version of each stream that had its effect: what is not newer is a duplicate.
  `create table inbox (
     consumer text not null, stream text not null, version bigint not null, primary key (consumer, stream))`,
  // Messages that wait because their stream is poisoned for the consumer.
  `create table parked (
     consumer text not null, stream text not null, version bigint not null,
     service text not null, partition int not null, message json not null,
     error text, attempts int not null default 0,
     parked_at timestamptz not null default now(), next_attempt_at timestamptz,
     primary key (consumer, stream, version))`,
  `create table replica (
     stream text primary key, kind text not null, version bigint not null, view json not null,
     updated_at timestamptz not null default now())`,
];

// Ends the one statement of a batch of appends with the list of those that cannot be, so that none of it stays.
const rejectAppend = `
  create function reject_append(failures json) returns void language plpgsql as $$
  begin raise exception 'append rejected' using errcode = 'AS409', detail = failures::text; end $$`;
