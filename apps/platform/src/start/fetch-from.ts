import { readFile } from 'node:fs/promises';
import { createSecureContext, rootCertificates } from 'node:tls';
import { Agent, type RequestInit, fetch, type Response } from 'undici';

/** Asks a deployment; `ca` is the PEM file of the authority of its server certificate, where it is a sandbox's own. */
export const fetchFrom = async (
  ca: string | undefined,
  url: string,
  init: RequestInit,
): Promise<Response> => {
  if (ca === undefined) return fetch(url, init);
  const authorities = [...rootCertificates, await readFile(ca, 'utf8')];
  const connect = { secureContext: createSecureContext({ ca: authorities }) };
  // A command asks once or twice: nothing is kept open behind it.
  const dispatcher = new Agent({ connect, keepAliveTimeout: 1, keepAliveMaxTimeout: 1 });
  return fetch(url, { ...init, dispatcher });
};
