import type { Projection } from '#event-sourcing';
import type { GrantTerms } from './grant.events.js';

/** Active grants by client, with the time at which something was last issued. */
export const grantsOfClientProjection: Projection = {
  name: 'grants_of_client',
  version: 2,
  create: (table) => `
    create table ${table} (
      grant_id text primary key, client text not null, expires_at timestamptz not null, issued_at timestamptz not null);
    create index on ${table} (client)`,
  reducers: {
    TokenIssued: async ({ data, recordedAt }, sql, table) => {
      const { grantId, clientId, expiresAt } = data.terms as GrantTerms;
      await sql.query(
        `insert into ${table} (grant_id, client, expires_at, issued_at) values ($1, $2, $3, $4)
         on conflict (grant_id) do update set expires_at = excluded.expires_at, issued_at = excluded.issued_at`,
        [grantId, clientId, expiresAt, recordedAt],
      );
    },
    GrantEnded: async ({ stream }, sql, table) => {
      await sql.query(`delete from ${table} where grant_id = $1`, [stream.slice('grant-'.length)]);
    },
  },
  reducersOfMany: {
    TokenIssued: async (events, sql, table) => {
      const terms = events.map(({ data }) => data.terms as GrantTerms);
      await sql.query(
        `insert into ${table} (grant_id, client, expires_at, issued_at)
         select * from unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[])
         on conflict (grant_id) do update set expires_at = excluded.expires_at, issued_at = excluded.issued_at`,
        [
          terms.map(({ grantId }) => grantId),
          terms.map(({ clientId }) => clientId),
          terms.map(({ expiresAt }) => expiresAt),
          events.map(({ recordedAt }) => recordedAt),
        ],
      );
    },
  },
};
