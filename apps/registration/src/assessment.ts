import { Injectable } from '@nestjs/common';
import { sha256Base64url } from '#crypto';
import { type Context, Refused } from '#event-sourcing';
import { profiles } from '#oauth';
import { CoreSettings } from '#service';
import type { ClientDescription, Evidence, Voucher } from './client/client.events.js';
import type { RegisteredClient } from './client/client.state.js';
import { describeClient } from './metadata/describe-client.js';
import { checkMetadata } from './metadata/metadata-checks.js';
import type { StatedFacts } from './metadata/stated-facts.js';
import { Decisions, type Decided } from './decisions.js';
import { StatementEvidence } from './evidence/statement-evidence.js';
import type { RegistrationRequest } from './registration-request.js';
import type { SoftwareStatement } from './statement/statement.js';
import { type AcceptedStatement, Statements } from './statement/statements.js';

/** A request that passed every check, what it makes of the client, and what was decided on what evidence. */
export interface AssessedRequest extends Decided {
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
    private readonly evidence: StatementEvidence,
    private readonly decisions: Decisions,
  ) {}

  async ofRegistration(request: RegistrationRequest, { at }: Context): Promise<AssessedRequest> {
    const { softwareStatement, metadata } = request;
    if (softwareStatement === undefined) throw new Refused('statement-missing'); // RFC 7591 §3: required here
    const accepted = await this.statements.verify(softwareStatement, new Date(at));
    const { profile } = accepted.terms;
    const stated = accepted.statement;
    checkMetadata('register', metadata, { ...this.rules(profile), stated });
    const client = describeClient(metadata, factsOf(stated), profile);
    const evidence = await this.evidence.of(accepted, softwareStatement);
    const decided = await this.decisions.decide({
      client,
      statementIssuer: stated.issuer,
      stated: evidence,
      ...presentationOf(request),
      now: new Date(at),
    });
    return { statement: accepted, client, voucher: voucherOf(stated), softwareStatement, ...decided };
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
    checkMetadata('update', metadata, { ...this.rules(profile), stated, clientId });
    const client = describeClient(metadata, stated, profile);
    const voucher = accepted ? voucherOf(accepted.statement) : before.voucher;
    const decided = await this.decisions.decide({
      client,
      statementIssuer: voucher.issuer,
      stated: accepted ? await this.evidence.of(accepted, softwareStatement) : statedBefore(before),
      ...presentationOf(request),
      ...(before.decision && { before: before.decision }),
      now: new Date(at),
    });
    return { ...(accepted && { statement: accepted }), client, voucher, softwareStatement, ...decided };
  }

  private rules(profile: ClientDescription['profile']) {
    const { mode, mutualTls, trustsAuthorities } = this.core;
    return { mode, mutualTls, trustsAuthorities, profile: profiles[profile] };
  }
}

const presentationOf = ({ presentation }: RegistrationRequest) =>
  presentation === undefined ? {} : { presentation };

// The statement that is known still speaks, as it did; whether it is good by now is for whoever watches.
const statedBefore = ({
  decision,
  voucher,
  client,
  softwareStatement,
}: RegisteredClient): readonly Evidence[] => {
  const known = decision?.evidence.filter(
    ({ kind }) => kind === 'software-statement' || kind === 'organisation',
  );
  if (known) return known;
  const { issuer, jti } = voucher;
  const hash = sha256Base64url(softwareStatement);
  return [
    { kind: 'software-statement', id: jti, issuer, hash },
    { kind: 'organisation', id: client.organisation.id, issuer, hash },
  ];
};

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
