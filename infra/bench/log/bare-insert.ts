import { randomBytes, randomUUID } from 'node:crypto';
import type { BenchLog } from './bench-log.js';

const BATCH = 200;
const CONNECTIONS = 2;

export const bareName = `bare insert of event rows, ${BATCH} at a time`;

/** What PostgreSQL itself gives here: rows as those of events into a table with the same indexes, and no logic. */
export const bareInsert = async ({ bare }: BenchLog): Promise<(milliseconds: number) => Promise<number>> => {
  await bare.query(`create table bare (like event including all)`);
  return async (milliseconds) => {
    const end = performance.now() + milliseconds;
    let rows = 0;
    const connection = async (): Promise<void> => {
      while (performance.now() < end) {
        await bare.query({ ...insert, values: parameters() });
        rows += BATCH;
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, connection));
    await bare.query('truncate bare');
    return rows;
  };
};

const insert = {
  name: 'bare-insert',
  text: `insert into bare (id, stream, version, type, schema_version, data, public, metadata, recorded_at, chain)
    select * from unnest($1::uuid[], $2::text[], $3::int[], $4::text[], $5::int[], $6::json[], $7::json[], $8::json[],
                         $9::timestamptz[], $10::bytea[])`,
};

const data =
  '{"at":"2026-01-01T00:00:00.000Z","clientId":"client-1","lines":[{"product":"Carrier Ethernet Access, 100 Mbit/s","quantity":1},{"product":"urn:mef:lso:spec:sonata:AccessElineOvc:1","quantity":2}]}';
const publication = '{"view":{"clientId":"client-1","status":"placed"}}';
const metadata =
  '{"actor":{"id":"client-1","kind":"client"},"at":"2026-01-01T00:00:00.000Z","commandId":"0198f0aa-5d0e-7000-8000-000000000001","correlationId":"0af7651916cd43dd8448eb211c80319c","traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}';

const parameters = (): unknown[] => {
  const ids = Array.from({ length: BATCH }, () => randomUUID());
  const same = <T>(value: T): T[] => ids.map(() => value);
  const chain = randomBytes(32);
  return [
    ids,
    ids.map((id) => `order-${id}`),
    same(1),
    same('OrderPlaced'),
    same(1),
    same(data),
    same(publication),
    same(metadata),
    same('2026-01-01T00:00:00.000Z'),
    same(chain),
  ];
};
