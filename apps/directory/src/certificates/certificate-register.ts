import { Injectable } from '@nestjs/common';
import { Database, EventStore, Refused } from '#event-sourcing';
import type { AuthorityFamily } from '../authorities/authority.decider.js';
import { certificates } from './certificate.js';
import type { Certificate } from './certificate.decider.js';
import type { Environment } from './profile.js';

/** Whose certificates: of an organisation itself, or of one piece of its software. */
export interface Owner {
  readonly organisationId: string;
  readonly softwareId?: string | undefined;
}

interface Row {
  readonly state: Certificate;
}

const most = 1000;
const DAY_MS = 86_400_000;

/** Reads certificates, straight from their present states: what was revoked a moment ago is revoked for every reader. */
@Injectable()
export class CertificateRegister {
  constructor(
    private readonly store: EventStore,
    private readonly database: Database,
  ) {}

  /** By `x5t#S256`. Throws `Refused('certificate-unknown')`. */
  async certificate(certificateId: string): Promise<Certificate> {
    const state = (await this.store.load(certificates, certificateId))?.state;
    if (!state || state.status === 'absent') throw new Refused('certificate-unknown');
    return state;
  }

  /** The same, if it is of this organisation or its software. */
  async certificateOf(organisationId: string, certificateId: string): Promise<Certificate> {
    const certificate = await this.certificate(certificateId);
    if (certificate.organisationId !== organisationId) throw new Refused('certificate-unknown');
    return certificate;
  }

  /** What a key was certified for, by its thumbprint. */
  async byThumbprint(thumbprint: string): Promise<readonly Certificate[]> {
    const rows = await this.database.query<Row>(
      `select state from stream where kind = 'certificate' and state->>'thumbprint' = $1`,
      [thumbprint],
    );
    return rows.map(({ state }) => state);
  }

  /** By serial number, of one issuing authority. */
  async bySerials(
    environment: Environment,
    authority: AuthorityFamily,
    serials: readonly string[],
  ): Promise<ReadonlyMap<string, Certificate>> {
    const rows = await this.database.query<Row>(
      `select state from stream where kind = 'certificate' and state->>'serial' = any($1)
         and state->>'environment' = $2 and state->>'authority' = $3`,
      [serials, environment, authority],
    );
    return new Map(rows.map(({ state }) => [state.serial, state]));
  }

  /** All of an organisation and its software, the newest first, at most a thousand. */
  async ofOrganisation(organisationId: string): Promise<readonly Certificate[]> {
    const rows = await this.database.query<Row>(
      `select state from stream where kind = 'certificate' and state->>'organisationId' = $1
       order by state->>'issuedAt' desc, id limit ${most}`,
      [organisationId],
    );
    return rows.map(({ state }) => state);
  }

  /** Those of one owner alone. */
  async of({ organisationId, softwareId }: Owner): Promise<readonly Certificate[]> {
    const all = await this.ofOrganisation(organisationId);
    return all.filter((certificate) => certificate.softwareId === softwareId);
  }

  /** What a revocation list names: revoked, and not over by itself (RFC 5280 §3.3). */
  async revoked(
    environment: Environment,
    authority: AuthorityFamily,
    at: Date,
  ): Promise<readonly Certificate[]> {
    const rows = await this.database.query<Row>(
      `select state from stream where kind = 'certificate' and state->>'environment' = $1
         and state->>'authority' = $2 and state->>'status' = 'revoked' and state->>'notAfter' > $3
       order by state->>'revokedAt', id`,
      [environment, authority, at.toISOString()],
    );
    return rows.map(({ state }) => state);
  }

  /** Server names that certificates of others bear which are good now. */
  async takenNames(
    environment: Environment,
    names: readonly string[],
    at: Date,
  ): Promise<readonly { readonly name: string; readonly organisationId: string }[]> {
    return this.database.query<{ name: string; organisationId: string }>(
      `select distinct name, state->>'organisationId' as "organisationId" from stream,
              json_array_elements_text(state->'serverNames') as name
        where kind = 'certificate' and state->>'environment' = $1 and state->>'status' = 'valid'
          and state->>'notAfter' > $2 and name = any($3)`,
      [environment, at.toISOString(), names],
    );
  }

  /** Ids of certificates of which a warning is due: the nearest of 30, 7 and 1 days, unless it was given. */
  async nearTheirEnd(at: Date, limit: number): Promise<readonly string[]> {
    const rows = await this.database.query<{ id: string }>(
      `with near as (
         select state->>'certificateId' as id, coalesce((state->>'warned')::int, 1000) as warned,
                (state->>'notAfter')::timestamptz - $1::timestamptz as remaining
           from stream where kind = 'certificate' and state->>'status' = 'valid'
            and state->>'notAfter' > $2 and state->>'notAfter' <= $3)
       select id from near
        where warned > case when remaining <= interval '1 day' then 1 when remaining <= interval '7 days' then 7 else 30 end
        order by remaining, id limit $4`,
      [at, at.toISOString(), new Date(at.getTime() + 30 * DAY_MS).toISOString(), limit],
    );
    return rows.map(({ id }) => id);
  }
}
