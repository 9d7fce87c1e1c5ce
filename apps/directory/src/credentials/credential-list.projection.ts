import type { Projection, StoredEvent } from '#event-sourcing';
import { statusValues } from '#crypto';

/** Rows for status lists, and for finding the credentials of an organisation or of an identifier. */
export const credentialList: Projection = {
  name: 'credential_list',
  version: 1,
  create: (table) => `
    create table ${table} (
      credential_id text collate "C" primary key, organisation_id text, subject text collate "C" not null,
      form text not null, list int not null, idx int not null, status smallint not null default 0,
      by_membership boolean not null default false, by_operator boolean not null default false, issued_at timestamptz not null, valid_until timestamptz not null);
    create index on ${table} (list, idx);
    create index on ${table} (list, idx, status) where status <> 0;
    create index on ${table} (organisation_id);
    create index on ${table} (subject, issued_at desc);`,
  reducers: {
    CredentialIssued: (event, sql, table) =>
      run(
        sql.query(
          `insert into ${table} (credential_id, organisation_id, subject, form, list, idx, issued_at, valid_until)
           values ($1, $2, $3, $4, $5, $6, $7, $8)`,
          [idOf(event), ...factsOf(event)],
        ),
      ),
    CredentialSuspended: suspends(true),
    CredentialReinstated: suspends(false),
    CredentialRevoked: (event, sql, table) =>
      run(
        sql.query(`update ${table} set status = ${statusValues.INVALID} where credential_id = $1`, [
          idOf(event),
        ]),
      ),
  },
};

/** Suspended as long as one suspension has not ended. */
function suspends(suspended: boolean): Projection['reducers'][string] {
  return (event, sql, table) => {
    const [own, other] =
      event.data['by'] === 'membership' ? ['by_membership', 'by_operator'] : ['by_operator', 'by_membership'];
    return run(
      sql.query(
        `update ${table} set ${own} = $2,
           status = case when $2 or ${other} then ${statusValues.SUSPENDED} else ${statusValues.VALID} end
         where credential_id = $1`,
        [idOf(event), suspended],
      ),
    );
  };
}

const factsOf = ({ data }: StoredEvent): readonly unknown[] => [
  data['organisationId'] ?? null,
  data['subject'],
  data['form'],
  data['statusList'],
  data['statusIndex'],
  data['issuedAt'],
  data['validUntil'],
];

const idOf = ({ stream }: StoredEvent): string => stream.replace(/^credential-/, '');

const run = async (query: Promise<unknown>): Promise<void> => void (await query);
