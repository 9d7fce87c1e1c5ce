import { Injectable } from '@nestjs/common';
import { statusValues } from '#crypto';
import { Database, EventStore, Projections, Refused } from '#event-sourcing';
import { credentials } from './credential.js';
import type { Credential } from './credential.decider.js';
import { credentialList } from './credential-list.projection.js';

const most = 500;

/** One status that is not VALID. */
export interface StatusEntry {
  readonly idx: number;
  readonly status: number;
}

export interface ListContent {
  readonly extent: number;
  readonly entries: readonly StatusEntry[];
}

/** Finds credentials: one by its id as it is now, several by a read model. */
@Injectable()
export class CredentialReader {
  constructor(
    private readonly store: EventStore,
    private readonly database: Database,
    private readonly projections: Projections,
  ) {}

  /** Throws `Refused('credential-unknown')`. */
  async credential(credentialId: string): Promise<Credential> {
    const state = (await this.store.load(credentials, credentialId))?.state;
    if (!state || state.status === 'absent') throw new Refused('credential-unknown');
    return state;
  }

  /** Of an organisation, the newest first, at most 500, with all that was issued before the call. */
  async ofOrganisation(organisationId: string): Promise<readonly Credential[]> {
    await this.projections.caughtUp();
    const rows = await this.database.query<{ state: Credential }>(
      `select s.state from ${this.table} c join stream s on s.id = 'credential-' || c.credential_id
        where c.organisation_id = $1 order by c.issued_at desc, c.credential_id limit ${most}`,
      [organisationId],
    );
    return rows.map(({ state }) => state);
  }

  /** The newest VC-JWT of a subject that has not run out or been revoked; undefined without one. */
  async current(subject: string, at: Date): Promise<Credential | undefined> {
    await this.projections.caughtUp();
    const [row] = await this.database.query<{ state: Credential }>(
      `select s.state from ${this.table} c join stream s on s.id = 'credential-' || c.credential_id
        where c.subject = $1 and c.form = 'vc+jwt' and c.status <> ${statusValues.INVALID} and c.valid_until > $2
        order by c.issued_at desc, c.credential_id limit 1`,
      [subject, at.toISOString()],
    );
    return row?.state;
  }

  /** The newest VC-JWT of a subject, whatever its status; undefined when it never had one. */
  async newest(subject: string): Promise<Credential | undefined> {
    await this.projections.caughtUp();
    const [row] = await this.database.query<{ state: Credential }>(
      `select s.state from ${this.table} c join stream s on s.id = 'credential-' || c.credential_id
        where c.subject = $1 and c.form = 'vc+jwt' order by c.issued_at desc, c.credential_id limit 1`,
      [subject],
    );
    return row?.state;
  }

  /** Credentials of an organisation whose suspension with it does not agree with its membership, at most 500. */
  async differing(organisationId: string, suspended: boolean): Promise<readonly string[]> {
    await this.projections.caughtUp();
    const rows = await this.database.query<{ id: string }>(
      `select credential_id as id from ${this.table}
        where organisation_id = $1 and status <> ${statusValues.INVALID} and by_membership <> $2 limit ${most}`,
      [organisationId, suspended],
    );
    return rows.map(({ id }) => id);
  }

  /** Organisations whose membership and whose credentials do not agree about a suspension. */
  async disagreeing(): Promise<readonly string[]> {
    const rows = await this.database.query<{ id: string }>(
      `select distinct c.organisation_id as id
         from ${this.table} c join stream o on o.id = 'organisation-' || c.organisation_id
        where c.status <> ${statusValues.INVALID} and c.by_membership <> (o.state->>'status' = 'Suspended')
        limit ${most}`,
    );
    return rows.map(({ id }) => id);
  }

  /** What a list has to tell: how many entries it has at least, and the statuses that are not VALID; undefined for one that was not begun. */
  async list(list: number): Promise<ListContent | undefined> {
    await this.projections.caughtUp();
    const [row] = await this.database.query<{ last: number | null }>(
      `select max(idx) as last from ${this.table} where list = $1`,
      [list],
    );
    if (typeof row?.last !== 'number') return undefined;
    const entries = await this.database.query<StatusEntry>(
      `select idx, status from ${this.table} where list = $1 and status <> 0 order by idx`,
      [list],
    );
    return { extent: row.last + 1, entries };
  }

  /** The number of the newest list that has an entry; 1 while there is none. */
  async newestList(): Promise<number> {
    const [row] = await this.database.query<{ list: number | null }>(
      `select max(list) as list from ${this.table}`,
    );
    return row?.list ?? 1;
  }

  private get table(): string {
    return this.projections.table(credentialList.name);
  }
}
