import { Inject, Injectable } from '@nestjs/common';
import { jwtKinds, parseJws, readClaims, signatureAlgorithms, Untrusted, verifyJwt } from '#crypto';
import { Refused } from '#event-sourcing';
import { RemoteKeys } from '#oauth';
import { CoreSettings, type SettingValues } from '#service';
import { registrationSettings } from '../registration.settings.js';
import { readStatement, type SoftwareStatement } from './statement.js';
import { statementChecks } from './statement-checks.js';
import type { TrustedIssuer } from './trusted-issuer.js';
import { TrustedIssuers } from './trusted-issuers.js';

/** A statement that may be registered by, as far as it alone can tell, with the terms of who issued it. */
export interface AcceptedStatement {
  readonly statement: SoftwareStatement;
  readonly terms: TrustedIssuer;
}

/** Verifies software statements (RFC 7591 §2.3): signature by a trusted issuer first, then what it says. */
@Injectable()
export class Statements {
  constructor(
    private readonly issuers: TrustedIssuers,
    private readonly keys: RemoteKeys,
    private readonly core: CoreSettings,
    @Inject(registrationSettings.token)
    private readonly settings: SettingValues<typeof registrationSettings.specs>,
  ) {}

  /** `now` is the time of the command. */
  async verify(jwt: string, now: Date): Promise<AcceptedStatement> {
    const terms = this.issuers.find(unverifiedIssuer(jwt));
    const statement = await this.authentic(jwt, terms);
    const rules = {
      mode: this.core.mode,
      environment: this.settings.environment,
      now,
      maxAge: this.settings.statementMaxAge,
    };
    for (const check of statementChecks) check(statement, rules);
    return { statement, terms };
  }

  private async authentic(jwt: string, { jwksUri }: TrustedIssuer): Promise<SoftwareStatement> {
    const policy = { algorithms: signatureAlgorithms, key: this.keys.at(jwksUri) };
    const { header, claims } = await orInvalid(() => verifyJwt(jwt, policy, jwtKinds.softwareStatement));
    return readStatement(claims, header.kid ?? '');
  }
}

// Only to choose whose keys to verify with; nothing else is read before the signature is good.
const unverifiedIssuer = (jwt: string): unknown => {
  try {
    return readClaims(parseJws(jwt).payload).iss;
  } catch (problem) {
    throw invalid(problem);
  }
};

const orInvalid = async <T>(verify: () => Promise<T>): Promise<T> => {
  try {
    return await verify();
  } catch (problem) {
    throw invalid(problem);
  }
};

const invalid = (problem: unknown): unknown =>
  problem instanceof Untrusted ? new Refused('statement-not-valid', { why: problem.reason }) : problem;
