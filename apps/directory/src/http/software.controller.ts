import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  HttpStatus,
  Param,
  Post,
  Put,
  Res,
  UseFilters,
  UseGuards,
} from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { uuid } from '#crypto';
import { problemErrors, RequestContexts, validation } from '#service';
import { AmendSoftware } from '../amend-software.js';
import { Catalogue } from '../catalogue.js';
import { CertifyKey } from '../certify-key.js';
import { directoryRefusals } from '../directory.refusals.js';
import { EnrolSoftware } from '../enrol-software.js';
import { IssueSoftwareStatement } from '../issue-statement.js';
import { keyFromCsr, keyFromJwk } from '../key-material.js';
import { detailsOf } from '../same-details.js';
import type { Software } from '../software.decider.js';
import { WithdrawKey } from '../withdraw-key.js';
import { KeyBody, SoftwareBody, StatementBody } from './bodies.js';
import { operator } from './operator.js';
import type { Reply } from './reply.js';
import { WriteAccess } from './write-access.guard.js';

@ApiTags('software')
@Controller('directory/organisations/:organisationId/software')
@UseFilters(problemErrors(directoryRefusals))
export class SoftwareController {
  constructor(
    private readonly commands: CommandBus,
    private readonly contexts: RequestContexts,
    private readonly catalogue: Catalogue,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Software of an organisation' })
  async list(@Param('organisationId') organisationId: string): Promise<{ software: readonly Software[] }> {
    await this.catalogue.organisation(organisationId);
    return { software: await this.catalogue.softwareOf(organisationId) };
  }

  @Get(':softwareId')
  @ApiOperation({ summary: 'One piece of software, with its keys' })
  read(
    @Param('organisationId') organisationId: string,
    @Param('softwareId') softwareId: string,
  ): Promise<Software> {
    return this.catalogue.software(organisationId, softwareId);
  }

  @Post()
  @UseGuards(WriteAccess)
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Enrol software; 200 with the same software when it asks again' })
  async enrol(
    @Param('organisationId') organisationId: string,
    @Body(validation('refuse')) body: SoftwareBody,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Software> {
    await this.catalogue.organisation(organisationId);
    const command = new EnrolSoftware(
      this.contexts.create(operator),
      uuid(),
      organisationId,
      detailsOf(body),
    );
    const { software, created } = await this.commands.execute(command);
    reply.status(created ? HttpStatus.CREATED : HttpStatus.OK);
    return software;
  }

  @Put(':softwareId')
  @UseGuards(WriteAccess)
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Replace what is said of software; its name and environment stay' })
  async amend(
    @Param('organisationId') organisationId: string,
    @Param('softwareId') softwareId: string,
    @Body(validation('refuse')) body: SoftwareBody,
  ): Promise<Software> {
    await this.catalogue.software(organisationId, softwareId);
    return this.commands.execute(
      new AmendSoftware(this.contexts.create(operator), softwareId, detailsOf(body)),
    );
  }

  @Post(':softwareId/keys')
  @UseGuards(WriteAccess)
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Add a public key, by certificate signing request or JWK' })
  async certify(
    @Param('organisationId') organisationId: string,
    @Param('softwareId') softwareId: string,
    @Body(validation('refuse')) { csr, jwk }: KeyBody,
  ): Promise<Software> {
    await this.catalogue.software(organisationId, softwareId);
    const key = csr === undefined ? keyFromJwk(jwk ?? {}) : await keyFromCsr(csr);
    return this.commands.execute(new CertifyKey(this.contexts.create(operator), softwareId, key));
  }

  @Delete(':softwareId/keys/:kid')
  @HttpCode(HttpStatus.NO_CONTENT)
  @UseGuards(WriteAccess)
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Take a public key out of the JWKS, for good' })
  async withdraw(
    @Param('organisationId') organisationId: string,
    @Param('softwareId') softwareId: string,
    @Param('kid') kid: string,
  ): Promise<void> {
    await this.catalogue.software(organisationId, softwareId);
    await this.commands.execute(new WithdrawKey(this.contexts.create(operator), softwareId, kid));
  }

  @Post(':softwareId/software-statement')
  @UseGuards(WriteAccess)
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Issue a software statement (SSA, RFC 7591 §2.3), a JWT to register with once' })
  async issue(
    @Param('organisationId') organisationId: string,
    @Param('softwareId') softwareId: string,
    @Body(validation('refuse')) { alg = 'PS256' }: StatementBody,
  ): Promise<{ software_statement: string }> {
    const context = this.contexts.create(operator);
    const command = new IssueSoftwareStatement(context, organisationId, softwareId, alg);
    return { software_statement: await this.commands.execute(command) };
  }
}
