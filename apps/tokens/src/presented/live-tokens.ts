import { Injectable } from '@nestjs/common';
import type { Active } from '../grant/grant.decider.js';
import { GrantLog } from '../grant/grant-log.js';
import { Neighbours } from '../neighbours.js';
import { isFromBeforeSuspension } from '../suspension.js';
import { type ReadToken, TokenReader } from './token-reader.js';

/** A token of ours that is good at this moment, with the grant it stands on. */
export interface LiveToken {
  readonly token: ReadToken;
  readonly grant: Active;
}

/** Tokens that come back to this service. */
@Injectable()
export class LiveTokens {
  constructor(
    private readonly reader: TokenReader,
    private readonly grants: GrantLog,
    private readonly neighbours: Neighbours,
  ) {}

  /** The token if it is genuine, in time, of an active grant and of a client in good standing, and nothing took its place. */
  async find(text: string): Promise<LiveToken | undefined> {
    const known = await this.ofActiveGrant(text);
    const client = known && (await this.neighbours.activeClient(known.grant.terms.clientId));
    if (!client || isFromBeforeSuspension(issueOf(known.token), client)) return undefined;
    return isSuperseded(known) ? undefined : known;
  }

  /** The token if its grant is active, even if the token itself was rotated away. */
  async ofActiveGrant(text: string): Promise<LiveToken | undefined> {
    const token = await this.reader.read(text);
    const grant = token && (await this.grants.active(token.grantId));
    return token && grant && { token, grant };
  }
}

// Whole seconds of a JWT are rounded up: what was issued in the second of a reinstatement is from after it.
const issueOf = (token: ReadToken): string | undefined =>
  token.use === 'refresh' ? token.issuedAt : new Date((Number(token.claims.iat) + 1) * 1000).toISOString();

/** A refresh token that was rotated away, or a resource token whose intent is over. */
const isSuperseded = ({ token, grant }: LiveToken): boolean => {
  switch (token.use) {
    case 'refresh':
      return token.hash !== grant.refresh?.hash;
    case 'resource':
      return grant.barred.includes(String(token.claims.meflso_intent_id));
    case 'access':
      return false;
  }
};
