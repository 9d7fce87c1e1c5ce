import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { type Context, Refused } from '#event-sourcing';
import { jwksUriOf } from '../keystore/jwks-uri.js';
import type { OrganisationKey } from '../organisation.decider.js';
import { CertificateViews, type FullView } from './certificate-views.js';
import { encryptionKeyFromJwk, publishable } from './encryption-key.js';
import { IssueCertificate } from './issue-certificate.js';
import { PublishOrganisationKey } from './publish-organisation-key.js';
import { readRequest } from './read-request.js';
import { acceptRequest, subjectOf } from './request-rules.js';
import { type Asked, type Resolved, WantedCertificates } from './wanted-certificate.js';

/** A request, and what goes with it. */
export interface CertificationRequest extends Asked {
  readonly csr?: string | undefined;
  readonly jwk?: Readonly<Record<string, unknown>> | undefined;
}

/** A certificate or, for what has none, a published key. */
export interface Certified {
  readonly created: boolean;
  readonly view: FullView | (OrganisationKey & { readonly jwksUri: string });
}

/** Has a key certified, or published, for what its profile says. */
@Injectable()
export class Certification {
  constructor(
    private readonly commands: CommandBus,
    private readonly wanted: WantedCertificates,
    private readonly views: CertificateViews,
  ) {}

  async request(context: Context, request: CertificationRequest): Promise<Certified> {
    const resolved = await this.wanted.resolve(request);
    if (resolved.profile.form === 'key-only') return this.publish(context, request, resolved);
    if (request.csr === undefined) throw new Refused('csr-required');
    const command = new IssueCertificate(context, { ...resolved, csr: request.csr });
    const { certificate, created } = await this.commands.execute(command);
    return { view: await this.views.full(certificate, new Date(context.at)), created };
  }

  private async publish(
    context: Context,
    { csr, jwk }: CertificationRequest,
    { profile, environment, subject }: Resolved,
  ): Promise<Certified> {
    const key = csr === undefined ? encryptionKeyFromJwk(jwk ?? {}) : keyOfRequest(csr, profile, subject);
    const { organisationId } = subject.organisation;
    const command = new PublishOrganisationKey(context, organisationId, {
      ...key,
      profile: profile.id,
      environment,
    });
    const { key: published, created } = await this.commands.execute(command);
    const jwksUri = jwksUriOf(this.views.directory, { environment, organisationId, set: profile.keySet });
    return { view: { ...published, jwksUri }, created };
  }
}

const keyOfRequest = (csr: string, profile: Resolved['profile'], subject: Resolved['subject']) => {
  const request = readRequest(csr);
  acceptRequest(request, profile, subjectOf(subject));
  return publishable(request.publicJwk, 'csr');
};
