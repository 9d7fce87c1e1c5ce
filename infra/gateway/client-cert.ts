import type { Socket } from 'node:net';
import { type DetailedPeerCertificate, TLSSocket } from 'node:tls';

const MAX_CHAIN = 8;

/**
 * `Client-Cert` and `Client-Cert-Chain` (RFC 9440 §2) of what a client showed, names and values in turn; nothing for one that
 * showed nothing. Whether it is any good is for the services to say.
 */
export const clientCertHeaders = (socket: Socket): readonly string[] => {
  const [own, ...issuers] = socket instanceof TLSSocket ? chainOf(socket) : [];
  if (own === undefined) return [];
  const chain = issuers.length > 0 ? ['client-cert-chain', issuers.map(byteSequence).join(', ')] : [];
  return ['client-cert', byteSequence(own), ...chain];
};

// RFC 8941 §3.3.5
const byteSequence = (der: Uint8Array): string => `:${Buffer.from(der).toString('base64')}:`;

const chainOf = (socket: TLSSocket): readonly Uint8Array[] => {
  const chain: Uint8Array[] = [];
  let next: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true);
  while (next?.raw && chain.length < MAX_CHAIN) {
    chain.push(next.raw);
    next = next.issuerCertificate === next ? undefined : next.issuerCertificate;
  }
  return chain;
};
