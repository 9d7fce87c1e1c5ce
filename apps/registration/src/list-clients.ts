import type { PublicClient } from '#contracts';
import type { Sql } from '#event-sourcing';

/** A client as an operator looks for it. */
export type ListedClient = Pick<
  PublicClient,
  'clientId' | 'status' | 'clientName' | 'organisation' | 'suspension'
>;

const list = `
  select state -> 'client' ->> 'clientName' as "clientName", state ->> 'clientId' as "clientId",
         state ->> 'status' as status, state -> 'client' -> 'organisation' as organisation, state -> 'suspension' as suspension
    from stream
   where kind = 'client' and ($1::text is null or state ->> 'status' = $1)
   order by created_at`;

/** All clients of the registration service, or those of one status, in the order in which they came. */
export const listClients = (sql: Sql, status?: PublicClient['status']): Promise<readonly ListedClient[]> =>
  sql.query<ListedClient>(list, [status ?? null]);
