import { Body, Controller, Get, Param, Post, UseFilters, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { PublicCredential } from '#contracts';
import { problemErrors, RequestContexts, validation } from '#service';
import { Catalogue } from '../catalogue.js';
import { directoryRefusals } from '../directory.refusals.js';
import { operator } from '../http/operator.js';
import { WriteAccess } from '../http/write-access.guard.js';
import { publicCredential } from './credential.js';
import { CredentialBody } from './credential-bodies.js';
import { CredentialReader } from './credential-reader.js';
import { MemberCredentials } from './member-credentials.js';

/** Credentials of members, as the register lists and issues them. */
@ApiTags('credentials')
@Controller('directory/organisations/:organisationId/credentials')
@UseFilters(problemErrors(directoryRefusals))
export class MemberCredentialsController {
  constructor(
    private readonly members: MemberCredentials,
    private readonly contexts: RequestContexts,
    private readonly catalogue: Catalogue,
    private readonly reader: CredentialReader,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Credentials of an organisation, the newest first, at most 500' })
  async list(
    @Param('organisationId') organisationId: string,
  ): Promise<{ credentials: readonly PublicCredential[] }> {
    await this.catalogue.organisation(organisationId);
    return { credentials: (await this.reader.ofOrganisation(organisationId)).map(publicCredential) };
  }

  @Post()
  @UseGuards(WriteAccess)
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Issue a Legal Entity credential, as VC-JWT or SD-JWT VC (MEF 128 R6, R7)' })
  async issue(
    @Param('organisationId') organisationId: string,
    @Body(validation('refuse')) { form = 'vc+jwt', mayIssue = false, ...asked }: CredentialBody,
  ): Promise<PublicCredential & { readonly credential: string }> {
    const context = this.contexts.create(operator);
    const issued = await this.members.issue(context, organisationId, { form, mayIssue, ...asked });
    return { ...publicCredential(issued.credential), credential: issued.token };
  }
}
