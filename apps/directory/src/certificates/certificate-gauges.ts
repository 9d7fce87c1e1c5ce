import type { Sql } from '#event-sourcing';
import type { ServiceGauges } from '#service';

interface Row {
  readonly valid: number;
  readonly revoked: number;
  readonly month: number;
  readonly week: number;
  readonly day: number;
}

/** How the certificates of the directory stand, and how many end soon: what an operator wants to be woken for. */
export const certificateGauges: ServiceGauges = {
  help: {
    assent_directory_certificates_valid: 'Certificates that are good now.',
    assent_directory_certificates_revoked: 'Certificates that were revoked and would be good otherwise.',
    assent_directory_certificates_ending_within_month: 'Certificates that are good and end within 30 days.',
    assent_directory_certificates_ending_within_week: 'Certificates that are good and end within 7 days.',
    assent_directory_certificates_ending_within_day: 'Certificates that are good and end within a day.',
  },
  read: async (sql: Sql) => {
    const [row] = await sql.query<Row>(
      `with live as (
         select state->>'status' as status, (state->>'notAfter')::timestamptz as until from stream
          where kind = 'certificate' and (state->>'notAfter')::timestamptz > clock_timestamp())
       select count(*) filter (where status = 'valid')::int as valid,
              count(*) filter (where status = 'revoked')::int as revoked,
              ${within('30 days')} as month, ${within('7 days')} as week, ${within('1 day')} as day
         from live`,
    );
    return {
      assent_directory_certificates_valid: row?.valid ?? 0,
      assent_directory_certificates_revoked: row?.revoked ?? 0,
      assent_directory_certificates_ending_within_month: row?.month ?? 0,
      assent_directory_certificates_ending_within_week: row?.week ?? 0,
      assent_directory_certificates_ending_within_day: row?.day ?? 0,
    };
  },
};

const within = (interval: string): string =>
  `count(*) filter (where status = 'valid' and until <= clock_timestamp() + interval '${interval}')::int`;
