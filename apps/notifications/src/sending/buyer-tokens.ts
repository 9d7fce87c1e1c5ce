import { Injectable } from '@nestjs/common';
import { jwtKinds, opaqueId } from '#crypto';
import { Clock, Refused } from '#event-sourcing';
import { Outbound, ServerKeys } from '#oauth';

/** How the Seller is known at a Buyer's listener: the Buyer issued this credential (MEF 128 §6.2, Figure 3). */
export interface Credential {
  readonly tokenEndpoint: string;
  readonly clientId: string;
}

interface Bearer {
  readonly token: string;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

const TIMEOUT_MS = 5_000;
/** Seconds an assertion of ours is good for. */
const ASSERTION_SECONDS = 60;
/** Seconds before its end at which a token is not used any more, and the longest it is kept. */
const MARGIN = 30;
const LONGEST = 3_600;

/** The Seller's access tokens for Buyers' listeners: the roles turned round, by `private_key_jwt` with our own keys. */
@Injectable()
export class BuyerTokens {
  private readonly known = new Map<string, Promise<Bearer>>();

  constructor(
    private readonly outbound: Outbound,
    private readonly keys: ServerKeys,
    private readonly clock: Clock,
  ) {}

  /** A bearer token, asked for once and shared until shortly before it ends. Throws `Refused('listener-token-refused' | …)`. */
  async bearer(credential: Credential): Promise<string> {
    const name = nameOf(credential);
    const known = await this.known.get(name)?.catch(() => undefined);
    if (known && this.clock.now().getTime() < known.until) return known.token;
    const asked = this.ask(credential);
    this.known.set(name, asked);
    return (await asked).token;
  }

  /** Forgets a token that the listener did not take. */
  forget(credential: Credential): void {
    this.known.delete(nameOf(credential));
  }

  private async ask(credential: Credential): Promise<Bearer> {
    const answer = await this.outbound.fetch(credential.tokenEndpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: String(
        new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: credential.clientId,
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          client_assertion: await this.assertion(credential),
        }),
      ),
      timeoutMs: TIMEOUT_MS,
    });
    if (answer.status !== 200) throw new Refused('listener-token-refused', { status: answer.status });
    const { token, seconds } = readTokenResponse(answer.text);
    const lifetime = Math.min(seconds, LONGEST) - MARGIN;
    return { token, until: this.clock.now().getTime() + lifetime * 1000 };
  }

  // RFC 7523 §3: issuer and subject are we, as the Buyer knows us; the audience is the Buyer's token endpoint.
  private async assertion({ tokenEndpoint, clientId }: Credential): Promise<string> {
    const iat = Math.floor(this.clock.now().getTime() / 1000);
    const claims = { iss: clientId, sub: clientId, aud: tokenEndpoint, jti: opaqueId(), iat };
    const exp = iat + ASSERTION_SECONDS;
    return (await this.keys.sign('ES256', { typ: jwtKinds.clientAssertion.typ }, { ...claims, exp })).jwt;
  }
}

const nameOf = ({ tokenEndpoint, clientId }: Credential): string => JSON.stringify([tokenEndpoint, clientId]);

const readTokenResponse = (text: string): { readonly token: string; readonly seconds: number } => {
  const { access_token: token, expires_in: seconds } = parse(text);
  if (typeof token !== 'string' || !/^[\x21-\x7e]{1,8192}$/.test(token))
    throw new Refused('listener-token-malformed');
  return { token, seconds: typeof seconds === 'number' && seconds > 0 ? seconds : 0 };
};

const parse = (text: string): Record<string, unknown> => {
  try {
    return Object(JSON.parse(text)) as Record<string, unknown>;
  } catch {
    throw new Refused('listener-token-malformed');
  }
};
