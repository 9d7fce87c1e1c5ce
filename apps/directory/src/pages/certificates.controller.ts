import { Controller, Get, Param, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type Page, pageErrors } from '#service';
import { Authorities } from '../authorities/authorities.js';
import { authorityListing } from '../authorities/published-files.js';
import { Catalogue } from '../catalogue.js';
import { CertificateRegister } from '../certificates/certificate-register.js';
import { CertificateViews } from '../certificates/certificate-views.js';
import { environments } from '../certificates/profile.js';
import { directoryRefusals } from '../directory.refusals.js';
import { authoritiesPage } from './authorities.page.js';
import { certificatePage } from './certificate.page.js';

/** Certificates and those who issue them, for people. */
@ApiExcludeController()
@Controller('directory')
@UseFilters(pageErrors(directoryRefusals))
export class CertificatePagesController {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly register: CertificateRegister,
    private readonly views: CertificateViews,
    private readonly authorities: Authorities,
  ) {}

  @Get('members/:organisationId/certificates/:certificateId')
  async certificate(
    @Param('organisationId') organisationId: string,
    @Param('certificateId') certificateId: string,
  ): Promise<Page> {
    const organisation = await this.catalogue.organisation(organisationId);
    const certificate = await this.register.certificateOf(organisationId, certificateId);
    return certificatePage(organisation, await this.views.full(certificate));
  }

  @Get('authorities')
  async all(): Promise<Page> {
    const listings = environments.map(async (environment) => {
      const all = await this.authorities.of(environment);
      const listed = all.map((each) => authorityListing(this.views.directory, environment, each));
      return { environment, authorities: listed };
    });
    return authoritiesPage(await Promise.all(listings));
  }
}
