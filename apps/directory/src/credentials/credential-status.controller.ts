import {
  Body,
  Controller,
  HttpCode,
  HttpStatus,
  Param,
  Post,
  Put,
  UseFilters,
  UseGuards,
} from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { PublicCredential } from '#contracts';
import { Refused } from '#event-sourcing';
import { problemErrors, RequestContexts, validation } from '#service';
import { directoryRefusals } from '../directory.refusals.js';
import { operator } from '../http/operator.js';
import { WriteAccess } from '../http/write-access.guard.js';
import { ReinstateCredential, RevokeCredential, SuspendCredential } from './change-credential.js';
import { publicCredential } from './credential.js';
import { CredentialReasonBody } from './credential-bodies.js';
import { CredentialReader } from './credential-reader.js';

/** Changes the status of credentials (MEF 128 R10). */
@ApiTags('credentials')
@Controller('directory/organisations/:organisationId/credentials')
@UseGuards(WriteAccess)
@ApiBearerAuth()
@UseFilters(problemErrors(directoryRefusals))
export class CredentialStatusController {
  constructor(
    private readonly commands: CommandBus,
    private readonly contexts: RequestContexts,
    private readonly reader: CredentialReader,
  ) {}

  @Put(':credentialId/suspension')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Suspend a credential: its status becomes SUSPENDED' })
  async suspend(
    @Param('organisationId') organisationId: string,
    @Param('credentialId') credentialId: string,
    @Body(validation('refuse')) { reason }: CredentialReasonBody,
  ): Promise<PublicCredential> {
    await this.own(organisationId, credentialId);
    const command = new SuspendCredential(this.contexts.create(operator), credentialId, 'operator', reason);
    return publicCredential(await this.commands.execute(command));
  }

  @Post(':credentialId/reinstatement')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'End the suspension of a credential; one that came with the organisation stays' })
  async reinstate(
    @Param('organisationId') organisationId: string,
    @Param('credentialId') credentialId: string,
  ): Promise<PublicCredential> {
    await this.own(organisationId, credentialId);
    const command = new ReinstateCredential(this.contexts.create(operator), credentialId, 'operator');
    return publicCredential(await this.commands.execute(command));
  }

  @Put(':credentialId/revocation')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Revoke a credential for good: its status becomes INVALID' })
  async revoke(
    @Param('organisationId') organisationId: string,
    @Param('credentialId') credentialId: string,
    @Body(validation('refuse')) { reason }: CredentialReasonBody,
  ): Promise<PublicCredential> {
    await this.own(organisationId, credentialId);
    const command = new RevokeCredential(this.contexts.create(operator), credentialId, reason);
    return publicCredential(await this.commands.execute(command));
  }

  private async own(organisationId: string, credentialId: string): Promise<void> {
    const credential = await this.reader.credential(credentialId);
    if (credential.organisationId !== organisationId) throw new Refused('credential-unknown');
  }
}
