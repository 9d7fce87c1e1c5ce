import { Injectable } from '@nestjs/common';
import { Database, Projections } from '#event-sourcing';
import { CoreSettings } from '#service';
import { evidenceProjection } from './evidence.projection.js';

/** One thing that one client's registration rests on, as it is to be judged. */
export interface EvidenceRow {
  readonly client: string;
  readonly kind: 'software-statement' | 'organisation' | 'certificate' | 'credential';
  readonly id: string;
  readonly list: string | null;
  readonly listIssuer: string | null;
  readonly idx: number | null;
  readonly validUntil: Date | null;
  readonly x5c: readonly string[] | null;
  /** For what reason the client is suspended because of it. */
  readonly cause: string | null;
  /** What the trust framework of the deployment says against it, and since when. */
  readonly told: string | null;
  readonly toldSince: string | null;
  /** Whether it knows the thing at all, so that its silence is a good word. */
  readonly known: boolean;
}

/** A status list that registrations rest on. */
export interface WatchedList {
  readonly uri: string;
  readonly issuer: string;
}

/** Which evidence is meant: all that may have changed, or all that a stream of the trust framework speaks of. */
export interface WantedEvidence {
  readonly lists: readonly string[];
  readonly certificates: boolean;
  readonly now: Date;
  readonly stream?: string;
}

// The directory's word counts for what it issued itself; a certificate is named by its hash, so nobody else can mean it.
const judged = (table: string): string => `
  with spoken as (
    select e.*, r.stream, case e.kind
        when 'software-statement' then (
          select s from json_array_elements(coalesce(r.view -> 'revokedStatements', '[]')) s
           where s ->> 'jti' = e.id and e.issuer = $1 limit 1)
        when 'organisation' then
          case when r.view ->> 'status' <> 'Active' and e.issuer = $1 then json_build_object('reason', 'suspended') end
        when 'certificate' then
          case when r.view ->> 'status' = 'revoked' and coalesce(r.view ->> 'reason', '') <> 'superseded' then r.view end
      end as word
      from ${table} e
      left join replica r on r.stream = case e.kind
        when 'software-statement' then 'software-' || e.software
        when 'organisation' then 'organisation-' || e.id
        when 'certificate' then 'certificate-' || e.id end)
  select client, kind, id, list, list_issuer as "listIssuer", idx, valid_until as "validUntil", x5c, cause,
         case when word is not null then
           case kind when 'software-statement' then 'statement-revoked' when 'organisation' then 'organisation-suspended'
             else 'certificate-revoked' end end as told,
         word ->> 'revokedAt' as "toldSince",
         stream is not null and (kind = 'certificate' or issuer = $1) as known
    from spoken
   where case when $5::text is not null then stream = $5
           else (word is null) <> (cause is null) or list = any($2) or (valid_until <= $3 and cause is null)
             or ($4 and x5c is not null) end`;

/** What registrations rest on, read for whoever judges it. */
@Injectable()
export class EvidenceRows {
  constructor(
    private readonly database: Database,
    private readonly projections: Projections,
    private readonly core: CoreSettings,
  ) {}

  /** In one statement, however many clients there are; with what was registered a moment ago. */
  async read({ lists, certificates, now, stream }: WantedEvidence): Promise<readonly EvidenceRow[]> {
    await this.projections.caughtUp();
    const directory = `${this.core.issuer}/directory`;
    return this.database.query<EvidenceRow & object>(judged(this.table), [
      directory,
      lists,
      now,
      certificates,
      stream ?? null,
    ]);
  }

  async lists(): Promise<readonly WatchedList[]> {
    await this.projections.caughtUp();
    return this.database.query<WatchedList & object>(
      `select distinct list as uri, list_issuer as issuer from ${this.table} where list is not null`,
    );
  }

  /** Clients whose registration rests on certificates. */
  async certified(): Promise<readonly string[]> {
    const rows = await this.database.query<{ client: string }>(
      `select distinct client from ${this.table} where kind = 'certificate'`,
    );
    return rows.map(({ client }) => client);
  }

  private get table(): string {
    return this.projections.table(evidenceProjection.name);
  }
}
