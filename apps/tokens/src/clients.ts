import { Injectable } from '@nestjs/common';
import type { PublicClient } from '#contracts';
import type { Claim, Context } from '#event-sourcing';
import { ClientAuthentication } from '#oauth';
import { CoreSettings, RequestContexts } from '#service';

export type Form = Readonly<Record<string, string | undefined>>;

/** A client that proved who it is, and what its assertion still has to be used up with. */
export interface Requester {
  readonly client: PublicClient;
  /** The assertion's `jti`. */
  readonly claim: Claim;
  /** The key that signed it. */
  readonly clientKid: string;
}

/** Client authentication at the endpoints of this service. */
@Injectable()
export class Clients {
  constructor(
    private readonly authentication: ClientAuthentication,
    private readonly contexts: RequestContexts,
    private readonly core: CoreSettings,
  ) {}

  /** `aud` may be the issuer, the token endpoint, or the endpoint itself (RFC 7523 §3, RFC 7009 §2.1, RFC 7662 §2.1). */
  async authenticate(form: Form, endpoint: string): Promise<Requester> {
    const { issuer } = this.core;
    const audiences = [...new Set([issuer, `${issuer}/token`, `${issuer}${endpoint}`])];
    const { client, claim, kid } = await this.authentication.authenticate(form, audiences);
    return { client, claim, clientKid: kid };
  }

  contextOf({ client }: Pick<Requester, 'client'>): Context {
    return this.contexts.create({ kind: 'client', id: client.clientId });
  }
}
