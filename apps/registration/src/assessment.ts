import { Injectable } from '@nestjs/common';
import { type Context, Refused } from '#event-sourcing';
import { profiles } from '#oauth';
import { CoreSettings } from '#service';
import type { ClientDescription, RegisteredClient, Voucher } from './client/client.decider.js';
import { describeClient } from './metadata/describe-client.js';
import { checkMetadata } from './metadata/metadata-checks.js';
import type { StatedFacts } from './metadata/stated-facts.js';
import type { RegistrationRequest } from './registration-request.js';
import type { SoftwareStatement } from './statement/statement.js';
import { type AcceptedStatement, Statements } from './statement/statements.js';

/** A request that passed every check, and what it makes of the client. */
export interface AssessedRequest {
  readonly statement: AcceptedStatement;
  readonly client: ClientDescription;
  readonly voucher: Voucher;
  readonly softwareStatement: string;
}

export type AssessedUpdate = Omit<AssessedRequest, 'statement'> & { readonly statement?: AcceptedStatement };

/** Holds requests against the statement that vouches for them. */
@Injectable()
export class Assessment {
  constructor(
    private readonly statements: Statements,
    private readonly core: CoreSettings,
  ) {}

  async ofRegistration(request: RegistrationRequest, { at }: Context): Promise<AssessedRequest> {
    const { softwareStatement, metadata } = request;
    if (softwareStatement === undefined) throw new Refused('statement-missing'); // RFC 7591 §3: required here
    const accepted = await this.statements.verify(softwareStatement, new Date(at));
    const { profile } = accepted.terms;
    const stated = accepted.statement;
    const rules = { mode: this.core.mode, profile: profiles[profile], stated };
    checkMetadata('register', metadata, rules);
    const client = describeClient(metadata, factsOf(stated), profile);
    return { statement: accepted, client, voucher: voucherOf(stated), softwareStatement };
  }

  /** An update may bring a newer statement; without one, that of the client still speaks. */
  async ofUpdate(
    request: RegistrationRequest,
    before: RegisteredClient,
    { at }: Context,
  ): Promise<AssessedUpdate> {
    const { metadata, softwareStatement = before.softwareStatement } = request;
    const isNewer = softwareStatement !== before.softwareStatement;
    const accepted = isNewer ? await this.statements.verify(softwareStatement, new Date(at)) : undefined;
    const stated = accepted ? factsOf(accepted.statement) : factsKeptOf(before);
    const profile = accepted?.terms.profile ?? before.client.profile;
    const { clientId } = before;
    checkMetadata('update', metadata, { mode: this.core.mode, profile: profiles[profile], stated, clientId });
    return {
      ...(accepted && { statement: accepted }),
      client: describeClient(metadata, stated, profile),
      voucher: accepted ? voucherOf(accepted.statement) : before.voucher,
      softwareStatement,
    };
  }
}

const factsOf = ({
  organisation,
  software,
  roles,
  redirectUris,
  jwksUri,
}: SoftwareStatement): StatedFacts => {
  const { id, name, lei } = organisation;
  return { organisation: { id, name, lei }, software, roles, redirectUris, jwksUri };
};

const factsKeptOf = ({ client, voucher }: RegisteredClient): StatedFacts => {
  const { organisation, software, roles, jwksUri } = client;
  return { organisation, software, roles, jwksUri, redirectUris: voucher.redirectUris };
};

const voucherOf = ({ issuer, jti, kid, redirectUris }: SoftwareStatement): Voucher => ({
  issuer,
  jti,
  kid,
  redirectUris,
});
