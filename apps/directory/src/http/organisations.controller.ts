import {
  Body,
  Controller,
  Get,
  HttpCode,
  HttpStatus,
  Param,
  Post,
  Put,
  Query,
  Res,
  UseFilters,
  UseGuards,
} from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { uuid } from '#crypto';
import { problemErrors, RequestContexts, validation } from '#service';
import { Catalogue } from '../catalogue.js';
import { ReinstateOrganisation, SuspendOrganisation } from '../change-membership.js';
import { directoryRefusals } from '../directory.refusals.js';
import { EnrolOrganisation } from '../enrol-organisation.js';
import type { Organisation } from '../organisation.decider.js';
import { OrganisationBody, SuspensionBody } from './bodies.js';
import { operator } from './operator.js';
import type { Reply } from './reply.js';
import { WriteAccess } from './write-access.guard.js';

@ApiTags('organisations')
@Controller('directory/organisations')
@UseFilters(problemErrors(directoryRefusals))
export class OrganisationsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly contexts: RequestContexts,
    private readonly catalogue: Catalogue,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Organisations by name, at most 500; with ?lei= the one of that identifier' })
  async list(@Query('lei') lei?: string): Promise<{ organisations: readonly Organisation[] }> {
    return { organisations: await this.catalogue.organisations(typeof lei === 'string' ? lei : undefined) };
  }

  @Get(':organisationId')
  @ApiOperation({ summary: 'One organisation' })
  read(@Param('organisationId') organisationId: string): Promise<Organisation> {
    return this.catalogue.organisation(organisationId);
  }

  @Post()
  @UseGuards(WriteAccess)
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Enrol a legal entity; 200 with the same member when it asks again' })
  async enrol(
    @Body(validation('refuse')) { legalName, lei, country }: OrganisationBody,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Organisation> {
    const details = { legalName, lei, ...(country !== undefined && { country }) };
    const command = new EnrolOrganisation(this.contexts.create(operator), uuid(), details);
    const { organisation, created } = await this.commands.execute(command);
    reply.status(created ? HttpStatus.CREATED : HttpStatus.OK);
    return organisation;
  }

  @Put(':organisationId/suspension')
  @HttpCode(HttpStatus.OK)
  @UseGuards(WriteAccess)
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Suspend a member: its software gets no more statements' })
  suspend(
    @Param('organisationId') organisationId: string,
    @Body(validation('refuse')) { reason }: SuspensionBody,
  ): Promise<Organisation> {
    return this.commands.execute(
      new SuspendOrganisation(this.contexts.create(operator), organisationId, reason),
    );
  }

  @Post(':organisationId/reinstatement')
  @HttpCode(HttpStatus.OK)
  @UseGuards(WriteAccess)
  @ApiBearerAuth()
  @ApiOperation({ summary: 'End a suspension' })
  reinstate(@Param('organisationId') organisationId: string): Promise<Organisation> {
    return this.commands.execute(new ReinstateOrganisation(this.contexts.create(operator), organisationId));
  }
}
