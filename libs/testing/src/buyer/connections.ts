import { createSecureContext } from 'node:tls';
import { Agent, fetch as fetchBy } from 'undici';

type Fetch = typeof fetch;

/** How the Buyers of a spec connect, and the browsers of its people; plain connections of Node.js unless told otherwise. */
export const connections: { api: Fetch; browser: Fetch; answered: number } = {
  api: (input, init) => fetch(input, init),
  browser: (input, init) => fetch(input, init),
  /** How many requests got an answer, whichever. */
  answered: 0,
};

/** From now on the Buyers of this spec believe an authority, and show a certificate; browsers show none. All PEM. */
export const connectWith = (
  ca: string,
  shown?: { readonly certificate: string; readonly key: string },
): void => {
  connections.browser = fetchWith({ ca });
  connections.api = shown ? fetchWith({ ca, cert: shown.certificate, key: shown.key }) : connections.browser;
};

/** `fetch` with a secure context of its own. */
export const fetchWith = (context: Parameters<typeof createSecureContext>[0]): Fetch => {
  const connect = { secureContext: createSecureContext(context) };
  const dispatcher = new Agent({ connect, keepAliveTimeout: 1, keepAliveMaxTimeout: 1 });
  return ((input: string, init: object) => fetchBy(input, { ...init, dispatcher })) as unknown as Fetch;
};
