import { Controller, Get, Param, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Clock } from '#event-sourcing';
import { type Page, pageErrors } from '#service';
import { Catalogue } from '../catalogue.js';
import { CertificateLists } from '../certificates/certificate-lists.js';
import { directoryRefusals } from '../directory.refusals.js';
import { StatementSigner } from '../statement-signer.js';
import { directoryPage } from './directory.page.js';
import { memberPage } from './member.page.js';
import { softwarePage } from './software.page.js';

/** The register, for people. */
@ApiExcludeController()
@Controller('directory')
@UseFilters(pageErrors(directoryRefusals))
export class DirectoryController {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly lists: CertificateLists,
    private readonly signer: StatementSigner,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(): Promise<Page> {
    const organisations = await this.catalogue.organisations();
    const software = await this.catalogue.allSoftware();
    return directoryPage(
      organisations.map((organisation) => ({
        organisation,
        software: software.filter(({ organisationId }) => organisationId === organisation.organisationId),
      })),
    );
  }

  @Get('members/:organisationId')
  async member(@Param('organisationId') organisationId: string): Promise<Page> {
    const organisation = await this.catalogue.organisation(organisationId);
    const software = await this.catalogue.softwareOf(organisationId);
    return memberPage({ organisation, software }, await this.lists.of({ organisationId }));
  }

  @Get('members/:organisationId/software/:softwareId')
  async software(
    @Param('organisationId') organisationId: string,
    @Param('softwareId') softwareId: string,
  ): Promise<Page> {
    const organisation = await this.catalogue.organisation(organisationId);
    const software = await this.catalogue.software(organisationId, softwareId);
    const certificates = await this.lists.of({ organisationId, softwareId });
    const claims = this.signer.preview(software, organisation, this.clock.now());
    return softwarePage({ organisation, software, certificates, claims });
  }
}
