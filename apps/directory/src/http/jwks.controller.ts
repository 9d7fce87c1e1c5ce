import { Controller, Get, Headers, Param, Res, UseFilters } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ServerKeys } from '#oauth';
import { problemErrors } from '#service';
import { Catalogue } from '../catalogue.js';
import { directoryRefusals } from '../directory.refusals.js';
import { Keystore } from '../keystore/keystore.js';
import { cached } from './cached.js';
import type { Reply } from './reply.js';

interface Jwks {
  readonly keys: readonly Readonly<Record<string, unknown>>[];
}

/** Public keys (RFC 7517 §5): of the directory, which signs statements, and of the software it knows. */
@ApiTags('keys')
@Controller('directory')
@UseFilters(problemErrors(directoryRefusals))
export class JwksController {
  constructor(
    private readonly serverKeys: ServerKeys,
    private readonly catalogue: Catalogue,
    private readonly keystore: Keystore,
  ) {}

  @Get('jwks')
  @ApiOperation({ summary: 'Keys that sign software statements' })
  async ofDirectory(
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Jwks | undefined> {
    return cached({ keys: await this.serverKeys.publicKeys() }, known, reply);
  }

  @Get('organisations/:organisationId/jwks')
  @ApiOperation({
    summary:
      'Keys of all software of an organisation that have no certificate; see the keystore for the others',
  })
  async ofOrganisation(
    @Param('organisationId') organisationId: string,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Jwks | undefined> {
    await this.catalogue.organisation(organisationId);
    const software = await this.catalogue.softwareOf(organisationId);
    return cached({ keys: software.flatMap(({ keys }) => keys.map(({ jwk }) => jwk)) }, known, reply);
  }

  @Get('organisations/:organisationId/software/:softwareId/jwks')
  @ApiOperation({
    summary:
      'Keys of one piece of software, certified ones too: the `software_jwks_endpoint` of its statements',
  })
  async ofSoftware(
    @Param('organisationId') organisationId: string,
    @Param('softwareId') softwareId: string,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Jwks | undefined> {
    const { environment } = await this.catalogue.software(organisationId, softwareId);
    const name = { environment, organisationId, softwareId, set: 'application' } as const;
    return cached({ keys: await this.keystore.active(name) }, known, reply);
  }
}
