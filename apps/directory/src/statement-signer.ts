import { Inject, Injectable } from '@nestjs/common';
import { uuid } from '#crypto';
import { ServerKeys } from '#oauth';
import { CoreSettings, type SettingValues } from '#service';
import { directorySettings } from './directory.settings.js';
import type { Organisation } from './organisation.decider.js';
import type { Software, StatementRecord } from './software.decider.js';
import { StatementLists } from './status/statement-lists.js';
import type { StatusPlace } from './status/status-indices.js';
import { statementClaims } from './statement-claims.js';

/** A statement, and what is kept of it. */
export interface SignedStatement {
  readonly jwt: string;
  readonly record: StatementRecord & Required<Pick<StatementRecord, 'status'>>;
}

/** Signs what the directory says of software. */
@Injectable()
export class StatementSigner {
  constructor(
    private readonly keys: ServerKeys,
    private readonly core: CoreSettings,
    private readonly lists: StatementLists,
    @Inject(directorySettings.token)
    private readonly settings: SettingValues<typeof directorySettings.specs>,
  ) {}

  /** The statement, signed for one place in a status list after the other, until whoever records it finds one that is free. */
  async *candidates(
    software: Software,
    organisation: Organisation,
    { alg, at }: { readonly alg: string; readonly at: string },
  ): AsyncGenerator<SignedStatement> {
    for await (const place of this.lists.candidates()) {
      const claims = this.claims(software, organisation, { at, place });
      const { jwt, kid } = await this.keys.sign(alg, { typ: 'JWT' }, claims);
      yield { jwt, record: { jti: String(claims['jti']), alg, kid, ...lifespan(claims), status: place } };
    }
  }

  /** What a statement that were issued at a time would say. */
  preview(software: Software, organisation: Organisation, at: Date): Record<string, unknown> {
    return this.claims(software, organisation, { at: at.toISOString() });
  }

  private claims(
    software: Software,
    organisation: Organisation,
    { at, place }: { readonly at: string; readonly place?: StatusPlace },
  ): Record<string, unknown> {
    const status = place && { uri: this.lists.address(place.list), idx: place.idx };
    return statementClaims(software, organisation, {
      issuer: `${this.core.issuer}/directory`,
      jti: uuid(),
      issuedAt: new Date(at),
      lifetime: this.settings.statementLifetime,
      status,
    });
  }
}

const lifespan = (claims: Record<string, unknown>): { issuedAt: string; expiresAt: string } => ({
  issuedAt: new Date(Number(claims['iat']) * 1000).toISOString(),
  expiresAt: new Date(Number(claims['exp']) * 1000).toISOString(),
});
