import { X509Certificate } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import { secureOptions, type TlsMaterial } from './secure-options.js';

interface Named {
  readonly certificate: X509Certificate;
  readonly context: SecureContext;
}

/** Which certificate a server shows to whom: by the name that a client asks for (RFC 6066 §3). */
export class ServerNames {
  private readonly all: readonly Named[];

  constructor(materials: readonly TlsMaterial[]) {
    this.all = materials.map((material) => ({
      certificate: new X509Certificate(material.certificate),
      context: createSecureContext(secureOptions(material)),
    }));
  }

  /** That of the first certificate for this name; undefined where none is, and the server shows what it shows to everybody. */
  contextFor(name: string): SecureContext | undefined {
    return this.all.find(({ certificate }) => certificate.checkHost(name) !== undefined)?.context;
  }
}
