import { Body, Controller, HttpCode, HttpStatus, Param, Put, UseFilters, UseGuards } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { problemErrors, RequestContexts, validation } from '#service';
import { Catalogue } from '../catalogue.js';
import { directoryRefusals } from '../directory.refusals.js';
import { RevokeSoftwareStatement } from '../revoke-statement.js';
import type { Software } from '../software.decider.js';
import { StatementRevocationBody } from './certificate-bodies.js';
import { operator } from './operator.js';
import { WriteAccess } from './write-access.guard.js';

/** Statements after they were issued. */
@ApiTags('software')
@Controller('directory/organisations/:organisationId/software/:softwareId/software-statements')
@UseFilters(problemErrors(directoryRefusals))
export class StatementsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly contexts: RequestContexts,
    private readonly catalogue: Catalogue,
  ) {}

  @Put(':jti/revocation')
  @HttpCode(HttpStatus.OK)
  @UseGuards(WriteAccess)
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Revoke a software statement by its `jti`, for good' })
  async revoke(
    @Param('organisationId') organisationId: string,
    @Param('softwareId') softwareId: string,
    @Param('jti') jti: string,
    @Body(validation('refuse')) { reason }: StatementRevocationBody,
  ): Promise<Software> {
    await this.catalogue.software(organisationId, softwareId);
    const context = this.contexts.create(operator);
    return this.commands.execute(new RevokeSoftwareStatement(context, softwareId, jti, reason));
  }
}
