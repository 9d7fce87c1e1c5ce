import { Injectable } from '@nestjs/common';
import { Clients, type Requester } from '../clients.js';
import { GrantLog } from '../grant/grant-log.js';
import { type CodeContent, SealedValues } from '../minting/sealed-values.js';
import { Neighbours } from '../neighbours.js';
import type { Facts, Tools } from './facts.js';

/** The world of the token endpoint's checks: clients, neighbours, and the grants of this service. */
@Injectable()
export class TokenTools implements Tools {
  constructor(
    private readonly clients: Clients,
    private readonly neighbours: Neighbours,
    private readonly grants: GrantLog,
    private readonly sealed: SealedValues,
  ) {}

  get codes(): Tools['codes'] {
    return this.sealed.codes;
  }

  get refreshTokens(): Tools['refreshTokens'] {
    return this.sealed.refreshTokens;
  }

  authenticate(form: Facts['form'], certificate: Facts['certificate']): Promise<Requester> {
    return this.clients.authenticate(form, '/token', certificate);
  }

  readonly senderOf: Tools['senderOf'] = (certificate, whose) => this.clients.senderOf(certificate, whose);

  authorization({ authorizationId, version }: CodeContent) {
    return this.neighbours.authorization(authorizationId, version);
  }

  authorizedIntents(intentIds: readonly string[]) {
    return this.neighbours.authorizedIntents(intentIds);
  }

  barredIntents(grantId: string) {
    return this.grants.barredIntents(grantId);
  }

  activeGrant(grantId: string) {
    return this.grants.active(grantId);
  }

  endGrant(grantId: string, reason: string, facts: Pick<Facts, 'client' | 'claims'>): Promise<void> {
    return this.grants.end(grantId, reason, this.clients.contextOf(facts), facts.claims);
  }
}
