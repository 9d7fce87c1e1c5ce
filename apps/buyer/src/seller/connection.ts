import { readFile } from 'node:fs/promises';
import { X509Certificate } from 'node:crypto';
import { createSecureContext, rootCertificates } from 'node:tls';
import { Agent, fetch as fetchBy } from 'undici';

/** Paths of PEM files. */
export interface ConnectionFiles {
  /** Authorities that are believed beside those of Node.js. */
  readonly ca?: string | undefined;
  /** The Buyer's own certificate, its issuers after it; goes with `key`. */
  readonly certificate?: string | undefined;
  readonly key?: string | undefined;
}

/** How the Buyer connects to its Seller. */
export interface Connection {
  /** Shows the Buyer's certificate, if it has one. */
  readonly fetch: typeof fetch;
  /** Shows none, as a person's browser does. */
  readonly browse: typeof fetch;
  /** Subject of the certificate that is shown (RFC 4514). */
  readonly subject?: string;
}

/** As Node.js connects by itself. */
export const plainConnection: Connection = { fetch, browse: fetch };

export const openConnection = async ({ ca, certificate, key }: ConnectionFiles): Promise<Connection> => {
  if (!ca && !certificate) return plainConnection;
  const believed = ca ? [...rootCertificates, await readFile(ca, 'utf8')] : [...rootCertificates];
  const browse = fetchWith({ ca: believed });
  if (!certificate || !key) return { fetch: browse, browse };
  const cert = await readFile(certificate, 'utf8');
  const shown = { cert, key: await readFile(key, 'utf8') };
  return { fetch: fetchWith({ ca: believed, ...shown }), browse, subject: subjectOf(cert) };
};

// Of another release of undici than the one in Node.js: the same function, by types of its own.
const fetchWith = (context: Parameters<typeof createSecureContext>[0]): typeof fetch => {
  const dispatcher = new Agent({ connect: { secureContext: createSecureContext(context) } });
  return ((input: string, init: object) =>
    fetchBy(input, { ...init, dispatcher })) as unknown as typeof fetch;
};

// Node.js writes a line for each part, escaped as RFC 4514 wants it, but with the most general part first.
const subjectOf = (pem: string): string =>
  new X509Certificate(pem).subject.split('\n').toReversed().join(',');
