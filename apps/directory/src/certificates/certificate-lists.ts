import { Injectable } from '@nestjs/common';
import { Clock } from '#event-sourcing';
import { Catalogue } from '../catalogue.js';
import { CertificateRegister, type Owner } from './certificate-register.js';
import { type CertificateView, certificateView } from './certificate-view.js';
import { profileOf } from './profiles.js';

/** What a list is narrowed to. */
export interface CertificateFilter {
  readonly environment?: string | undefined;
  readonly profile?: string | undefined;
  readonly status?: string | undefined;
  readonly expiresWithinDays?: number | undefined;
}

/** Lists of certificates, as the API and the pages show them. */
@Injectable()
export class CertificateLists {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly register: CertificateRegister,
    private readonly clock: Clock,
  ) {}

  /** Of an organisation with all its software, or of one piece of software. Throws `Refused('organisation-unknown' | 'software-unknown')`. */
  async of(
    { organisationId, softwareId }: Owner,
    filter: CertificateFilter = {},
  ): Promise<readonly CertificateView[]> {
    if (softwareId === undefined) await this.catalogue.organisation(organisationId);
    else await this.catalogue.software(organisationId, softwareId);
    const all = await this.register.ofOrganisation(organisationId);
    const at = this.clock.now();
    return all
      .filter((certificate) => softwareId === undefined || certificate.softwareId === softwareId)
      .map((certificate) => certificateView(certificate, at))
      .filter((view) => fits(view, filter));
  }
}

const fits = (
  view: CertificateView,
  { environment, profile, status, expiresWithinDays }: CertificateFilter,
): boolean =>
  (environment === undefined || view.environment === environment) &&
  (profile === undefined || view.profile === (profileOf(profile)?.id ?? profile)) &&
  (status === undefined || view.status === status) &&
  (expiresWithinDays === undefined ||
    (view.status === 'valid' && !view.expired && view.daysLeft < expiresWithinDays));
