import { Controller, Get, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type Page, pageErrors } from '#service';
import { Catalogue } from '../catalogue.js';
import { directoryRefusals } from '../directory.refusals.js';
import { directoryPage } from './directory.page.js';

/** The register, for people. */
@ApiExcludeController()
@Controller('directory')
@UseFilters(pageErrors(directoryRefusals))
export class DirectoryController {
  constructor(private readonly catalogue: Catalogue) {}

  @Get()
  async show(): Promise<Page> {
    const organisations = await this.catalogue.organisations();
    const members = organisations.map(async (organisation) => ({
      organisation,
      software: await this.catalogue.softwareOf(organisation.organisationId),
    }));
    return directoryPage(await Promise.all(members));
  }
}
