import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';
import { type PresentedCertificate, presentedCertificate } from '#oauth';

const MAX_CHAIN = 10;

const seen = new WeakMap<TLSSocket, { readonly certificate: PresentedCertificate | undefined }>();

/** What the other end of a connection showed in the handshake; looked up once for each connection. */
export const handshakeCertificate = (socket: TLSSocket): PresentedCertificate | undefined => {
  const known = seen.get(socket);
  if (known) return known.certificate;
  const certificate = presentedCertificate(chainOf(socket));
  seen.set(socket, { certificate });
  return certificate;
};

// Every certificate refers to its issuer among those that were sent; one that issued itself refers to itself.
const chainOf = (socket: TLSSocket): readonly Uint8Array[] => {
  const chain: Uint8Array[] = [];
  let next: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true);
  while (next?.raw && chain.length < MAX_CHAIN) {
    const { raw, issuerCertificate } = next as DetailedPeerCertificate;
    chain.push(raw);
    next = issuerCertificate === next ? undefined : issuerCertificate;
  }
  return chain;
};
