import type { Projection } from '#event-sourcing';
import type { GrantTerms } from './grant.events.js';

/** Active grants by client. */
export const grantsOfClientProjection: Projection = {
  name: 'grants_of_client',
  version: 1,
  create: (table) => `
    create table ${table} (grant_id text primary key, client text not null, expires_at timestamptz not null);
    create index on ${table} (client)`,
  reducers: {
    TokenIssued: async ({ data }, sql, table) => {
      const { grantId, clientId, expiresAt } = data.terms as GrantTerms;
      await sql.query(
        `insert into ${table} (grant_id, client, expires_at) values ($1, $2, $3)
         on conflict (grant_id) do update set expires_at = excluded.expires_at`,
        [grantId, clientId, expiresAt],
      );
    },
    GrantEnded: async ({ stream }, sql, table) => {
      await sql.query(`delete from ${table} where grant_id = $1`, [stream.slice('grant-'.length)]);
    },
  },
};
