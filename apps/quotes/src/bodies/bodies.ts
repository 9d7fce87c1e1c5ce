import { Injectable } from '@nestjs/common';
import type { PublicClient } from '#contracts';
import { type BodyForm, chooseBodyForm, sha256Base64url, type VerifiedBody, type WireBody } from '#crypto';
import { type Claim, Clock, Refused } from '#event-sourcing';
import { ClientMessages, MessageSigner, type SignedMessage } from '#oauth';
import { CoreSettings, parseStrictJson, signedBytes } from '#service';
import type { VouchedRequest } from '../authenticity/conversations.js';
import { quotesPath } from '../quotes-path.js';
import { bodyRefusal } from './body-refusal.js';

/** What a body says, and what may be used once of it. */
export interface HeardBody {
  readonly data: unknown;
  readonly claims: readonly Claim[];
}

/** What a client that has registered none may use. */
const UNREGISTERED: readonly BodyForm[] = ['detached'];

/** Seconds that a `jti` is remembered: longer than a body with it is good for, by anybody's clock. */
const REMEMBERED = 400;

/** Bodies of requests and answers, each proving itself in a form that its client registered (docs/signed-bodies.md). */
@Injectable()
export class Bodies {
  constructor(
    private readonly messages: ClientMessages,
    private readonly signer: MessageSigner,
    private readonly clock: Clock,
    private readonly core: CoreSettings,
  ) {}

  /** The form of the answer, before anything is done. Throws `Refused('not-acceptable' | 'signing-certificate-not-usable')`. */
  async formOfAnswer(accept: string | undefined, client: PublicClient): Promise<BodyForm> {
    await this.signer.ready();
    try {
      return chooseBodyForm(accept, client.bodyForms ?? UNREGISTERED);
    } catch (error) {
      throw bodyRefusal(error);
    }
  }

  /** Throws `Refused` with the reasons of `bodyRefusal`, `malformed-json`, `jwks-unavailable`. */
  async read(request: VouchedRequest, client: PublicClient): Promise<HeardBody> {
    const { body, signature } = request;
    if (body === undefined) return { data: undefined, claims: [] };
    const wire = wireBody(request);
    const isUnsigned = signature === undefined && wire.contentType === 'application/json';
    if (isUnsigned && !client.bodyForms && !this.messages.areCertified(client))
      return { data: body, claims: [] };
    const { data, claims } = await this.verify(wire, client);
    return { data, claims: this.claimsOf(claims, client) };
  }

  write(form: BodyForm, data: unknown, client: PublicClient): Promise<SignedMessage> {
    return this.signer.sign(form, data, client.clientId);
  }

  private async verify(wire: WireBody, client: PublicClient): Promise<VerifiedBody> {
    const { issuer } = this.core;
    try {
      return await this.messages.verify(client, wire, {
        forms: client.bodyForms ?? UNREGISTERED,
        audiences: [issuer, `${issuer}${quotesPath}`],
        inspect: parseStrictJson,
      });
    } catch (error) {
      throw bodyRefusal(error);
    }
  }

  private claimsOf({ jti }: VerifiedBody['claims'], { clientId }: PublicClient): readonly Claim[] {
    if (jti === undefined) return [];
    if (jti.length > 255) throw new Refused('signed-body-malformed', { cause: 'malformed-claims' });
    const expiresAt = new Date(this.clock.now().getTime() + REMEMBERED * 1000).toISOString();
    return [{ scope: 'signed-body', key: sha256Base64url(JSON.stringify([clientId, jti])), expiresAt }];
  }
}

const wireBody = ({ contentType = '', body, signature, raw }: VouchedRequest): WireBody => {
  const bytes = signedBytes(raw);
  // Without a signature beside it, only a signed text is of interest; JSON that has none is refused for that.
  const text = bytes ? Buffer.from(bytes).toString('utf8') : typeof body === 'string' ? body : '';
  return {
    contentType: contentType.split(';', 1)[0]!.trim().toLowerCase(),
    text,
    ...(signature !== undefined && { signature }),
  };
};
