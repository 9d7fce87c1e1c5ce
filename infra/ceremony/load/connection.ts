import { AsyncLocalStorage } from 'node:async_hooks';
import { connections, fetchWith } from '#testing';

type Fetch = typeof fetch;

const own = new AsyncLocalStorage<Fetch>();

/**
 * From now on whatever runs `by` a certificate shows that one, and browsers show none: tokens are bound to the certificate they
 * came by, so that a walk keeps the one it began with while others take up its successor.
 */
export const connectEach = (ca: string): void => {
  connections.browser = fetchWith({ ca });
  connections.api = (input, init) => (own.getStore() ?? connections.browser)(input, init);
};

/** Runs work whose requests go over a connection. */
export const by = <T>(connection: Fetch, work: () => Promise<T>): Promise<T> => own.run(connection, work);
