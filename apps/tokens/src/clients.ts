import { Injectable } from '@nestjs/common';
import type { PublicClient } from '#contracts';
import type { Claim, Context } from '#event-sourcing';
import {
  ClientAuthentication,
  ClientCertificates,
  type PresentedCertificate,
  type SecurityProfile,
} from '#oauth';
import { CoreSettings, RequestContexts } from '#service';
import type { TokenSender } from './grant/grant.events.js';
import { senderOf } from './token-endpoint/sender.js';

export type Form = Readonly<Record<string, string | undefined>>;

/** A client that proved who it is, and what still has to be used up of its proof. */
export interface Requester {
  readonly client: PublicClient;
  /** The assertion's `jti`; nothing where a certificate proved it. */
  readonly claims: readonly Claim[];
  /** The key that signed it, or the thumbprint of the certificate. */
  readonly clientKid: string;
}

/** Client authentication at the endpoints of this service. */
@Injectable()
export class Clients {
  constructor(
    private readonly authentication: ClientAuthentication,
    private readonly contexts: RequestContexts,
    private readonly core: CoreSettings,
    private readonly certificates: ClientCertificates,
  ) {}

  /**
   * `aud` may be the issuer, the token endpoint, or the endpoint itself (RFC 7523 §3, RFC 7009 §2.1, RFC 7662 §2.1), by its
   * alias for mutual TLS as well (RFC 8705 §5).
   */
  async authenticate(
    form: Form,
    endpoint: string,
    certificate: PresentedCertificate | undefined,
  ): Promise<Requester> {
    const { issuer, mutualTls } = this.core;
    const origins = [issuer, mutualTls.origin ?? issuer];
    const audiences = [issuer, ...origins.flatMap((origin) => [`${origin}/token`, `${origin}${endpoint}`])];
    const { client, claims, kid } = await this.authentication.authenticate(form, audiences, certificate);
    return { client, claims, clientKid: kid };
  }

  /** Who sends with a certificate: see `senderOf`. */
  senderOf(
    certificate: PresentedCertificate,
    whose: SecurityProfile['boundCertificates'],
  ): Promise<TokenSender> {
    return senderOf(this.certificates, certificate, whose);
  }

  contextOf({ client }: Pick<Requester, 'client'>): Context {
    return this.contexts.create({ kind: 'client', id: client.clientId });
  }
}
