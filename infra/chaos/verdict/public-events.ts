import { type Databases, type ServiceName, services } from './databases.js';

/** Services whose public events audit writes down. */
const audited = services.filter((name) => name !== 'audit');

/** How many public events are in the logs, and which of them audit has not written down. */
export const compareWithAudit = async (
  databases: Databases,
): Promise<{ readonly events: number; readonly missing: readonly string[] }> => {
  const known = await databases.rows<{ id: string }>('audit', 'select id from entry');
  const recorded = new Set(known.map(({ id }) => id));
  const ids = (await Promise.all(audited.map((service) => publicEvents(databases, service)))).flat();
  return { events: ids.length, missing: ids.filter((id) => !recorded.has(id)) };
};

const publicEvents = async (databases: Databases, service: ServiceName): Promise<readonly string[]> => {
  const rows = await databases.rows<{ id: string }>(service, 'select id from event where public is not null');
  return rows.map(({ id }) => id);
};

/** Events that wait for a position, in all services. */
export const unsequenced = async (databases: Databases): Promise<number> => {
  const text = 'select count(*)::int as count from queue';
  const rows = await Promise.all(services.map((service) => databases.rows<{ count: number }>(service, text)));
  return rows.flat().reduce((sum, { count }) => sum + count, 0);
};

/** A stream that waits for a consumer which could not handle its next event. */
export interface Parked {
  readonly service: string;
  readonly consumer: string;
  readonly stream: string;
  readonly error: string | null;
}

export const parkedStreams = async (databases: Databases): Promise<readonly Parked[]> => {
  const text = `select consumer, stream, max(error) as error from parked group by consumer, stream`;
  const found = services.map(async (service) =>
    (await databases.rows<Parked>(service, text)).map((row) => ({ ...row, service })),
  );
  return (await Promise.all(found)).flat();
};

/** Notifications that are still on their way. */
export const undelivered = async (databases: Databases): Promise<number> => {
  const text = `select count(*)::int as count from stream where kind = 'delivery' and state->>'status' = 'queued'`;
  const [row] = await databases.rows<{ count: number }>('notifications', text);
  return row?.count ?? 0;
};
