import pg from 'pg';
import { connectionOptions } from './data-source.js';

/** Connections of a service for what can be derived again; consumers use them one after the other. */
const CONNECTIONS = 2;

/** A pool whose statements do not wait for the disk. It opens no connection before it is used. */
export const derivedPool = (service: string, url: string): pg.Pool => {
  const { options, ...rest } = connectionOptions(service);
  const pool = new pg.Pool({
    ...rest,
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: 5_000,
    application_name: `assent ${service}, derived`,
    options: `${options} -c synchronous_commit=off`,
  });
  pool.on('error', () => undefined); // a broken idle connection is replaced; its user, if any, gets the error
  return pool;
};
