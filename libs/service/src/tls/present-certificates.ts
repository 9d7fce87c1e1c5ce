import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import { notePresented, type PresentedCertificate } from '#oauth';
import { Refused } from '#event-sourcing';
import { readClientCert } from './client-cert-header.js';
import { handshakeCertificate } from './handshake-certificate.js';
import { trustedProxies } from './trusted-proxies.js';

/** Where client certificates come from in a deployment. */
export type CertificateSource = 'none' | 'handshake' | 'proxy';

/** Notes which certificate came with a request. Throws `Refused('unexpected-client-certificate' | 'malformed-client-certificate')`. */
export type PresentCertificates = (request: IncomingMessage) => void;

/**
 * One source and no other: where handshakes are ours, nobody is believed who says what a client showed; where a proxy
 * terminates TLS, its own certificate says nothing about the client (RFC 9440 §3.1, §3.3).
 */
export const presentCertificates = (
  source: CertificateSource,
  proxies: readonly string[],
): PresentCertificates => {
  const isProxy = trustedProxies(source === 'proxy' ? proxies : []);
  return (request) => {
    const certificate = source === 'handshake' ? shown(request) : told(request, isProxy);
    if (certificate) notePresented(request, certificate);
  };
};

const shown = (request: IncomingMessage): PresentedCertificate | undefined => {
  if (speaksOfCertificates(request)) throw new Refused('unexpected-client-certificate');
  return request.socket instanceof TLSSocket ? handshakeCertificate(request.socket) : undefined;
};

const told = (
  request: IncomingMessage,
  isProxy: (address: string | undefined) => boolean,
): PresentedCertificate | undefined => {
  if (!speaksOfCertificates(request)) return undefined;
  if (!isProxy(request.socket.remoteAddress)) throw new Refused('unexpected-client-certificate');
  return readClientCert(valuesOf(request, 'client-cert'), valuesOf(request, 'client-cert-chain'));
};

// As they came: what Node.js has joined cannot be told from one that was so long.
const valuesOf = ({ rawHeaders }: IncomingMessage, name: string): readonly string[] =>
  rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]!.toLowerCase() === name);

const speaksOfCertificates = ({ headers }: IncomingMessage): boolean =>
  headers['client-cert'] !== undefined || headers['client-cert-chain'] !== undefined;
