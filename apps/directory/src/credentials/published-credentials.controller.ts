import { Controller, Get, Header, Param, Res, UseFilters } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Clock, Refused } from '#event-sourcing';
import { problemErrors } from '#service';
import { directoryRefusals } from '../directory.refusals.js';
import type { Reply } from '../http/reply.js';
import type { Credential } from './credential.decider.js';
import { CredentialReader } from './credential-reader.js';
import { DirectoryNames } from './names.js';
import { OwnCredential } from './own-credential.js';

/** Credentials as anyone may have them: by their id (MEF 128 R9), and the present one of an identifier (D1). */
@ApiTags('credentials')
@Controller('directory')
@UseFilters(problemErrors(directoryRefusals))
export class PublishedCredentialsController {
  constructor(
    private readonly reader: CredentialReader,
    private readonly own: OwnCredential,
    private readonly names: DirectoryNames,
    private readonly clock: Clock,
  ) {}

  @Get('credentials/:credentialId')
  @Header('cache-control', 'public, max-age=3600')
  @Header('access-control-allow-origin', '*')
  @ApiOperation({ summary: 'A credential by its id; an SD-JWT VC without its disclosures' })
  async byId(
    @Param('credentialId') credentialId: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<string> {
    return serve(await this.reader.credential(credentialId), reply);
  }

  @Get('credential')
  @Header('cache-control', 'public, max-age=60')
  @Header('access-control-allow-origin', '*')
  @ApiOperation({ summary: 'The credential of the directory itself (MEF 128 R8)' })
  async ofDirectory(@Res({ passthrough: true }) reply: Reply): Promise<string> {
    return serve(await this.own.current(), reply);
  }

  @Get('members/:organisationId/credential')
  @Header('cache-control', 'public, max-age=60')
  @Header('access-control-allow-origin', '*')
  @ApiOperation({ summary: 'The newest VC-JWT of a member that has not run out' })
  ofMember(
    @Param('organisationId') organisationId: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<string> {
    return this.current(this.names.member(organisationId), reply);
  }

  @Get('members/:organisationId/software/:softwareId/credential')
  @Header('cache-control', 'public, max-age=60')
  @Header('access-control-allow-origin', '*')
  @ApiOperation({ summary: 'The newest VC-JWT of software of a member that has not run out' })
  ofSoftware(
    @Param('organisationId') organisationId: string,
    @Param('softwareId') softwareId: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<string> {
    return this.current(this.names.software(organisationId, softwareId), reply);
  }

  private async current(subject: string, reply: Reply): Promise<string> {
    const credential = await this.reader.current(subject, this.clock.now());
    if (!credential) throw new Refused('credential-unknown');
    return serve(credential, reply);
  }
}

const serve = ({ form, token }: Credential, reply: Reply): string => {
  reply.header('content-type', `application/${form}`);
  return token;
};
