import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#event-sourcing';
import type { SettingValues } from '#service';
import { registrationSettings } from '../registration.settings.js';

/** Who was asked for statuses: a status list by its address, an issuer of certificates by its own one. */
export interface Heard {
  readonly answered: readonly string[];
  readonly silent: readonly string[];
}

/** When each source of statuses last answered, remembered beyond any one process: an outage is measured from there. */
@Injectable()
export class Sources {
  constructor(
    private readonly database: Database,
    @Inject(registrationSettings.token)
    private readonly settings: SettingValues<typeof registrationSettings.specs>,
  ) {}

  /**
   * Of those that are silent now, the ones that have been so for longer than the Seller allows, and since when.
   * One that was never heard of is silent since now.
   */
  async silentTooLong({ answered, silent }: Heard, now: Date): Promise<ReadonlyMap<string, Date>> {
    if (answered.length + silent.length === 0) return new Map();
    const latest = now.getTime() - this.settings.standingUnknownFor * 1000;
    const rows = await this.note({ answered, silent }, now);
    return new Map(
      rows.filter(({ since }) => since.getTime() <= latest).map(({ source, since }) => [source, since]),
    );
  }

  private note(
    { answered, silent }: Heard,
    now: Date,
  ): Promise<readonly { readonly source: string; readonly since: Date }[]> {
    return this.database.query(
      `with heard as (
         insert into standing_source (source, answered_at) select distinct source, $3::timestamptz from unnest($1::text[]) source
         on conflict (source) do update set answered_at = excluded.answered_at),
       missed as (
         insert into standing_source (source, answered_at) select distinct source, $3::timestamptz from unnest($2::text[]) source
         on conflict (source) do nothing)
       select source, coalesce(answered_at, $3) as since from unnest($2::text[]) source left join standing_source using (source)`,
      [answered, silent, now],
    );
  }
}
