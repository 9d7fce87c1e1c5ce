import { Controller, Get, Headers, HttpStatus, Param, Res, UseFilters } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { sha256Base64url } from '#crypto';
import { ServerKeys } from '#oauth';
import { problemErrors } from '#service';
import { Catalogue } from '../catalogue.js';
import { directoryRefusals } from '../directory.refusals.js';
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
  @ApiOperation({ summary: 'Keys of all software of an organisation' })
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
  @ApiOperation({ summary: 'Keys of one piece of software: the `software_jwks_endpoint` of its statements' })
  async ofSoftware(
    @Param('organisationId') organisationId: string,
    @Param('softwareId') softwareId: string,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Jwks | undefined> {
    const { keys } = await this.catalogue.software(organisationId, softwareId);
    return cached({ keys: keys.map(({ jwk }) => jwk) }, known, reply);
  }
}

// A minute is how long a withdrawn key may live on in a cache.
const cached = (jwks: Jwks, known: string | undefined, reply: Reply): Jwks | undefined => {
  const etag = `"${sha256Base64url(JSON.stringify(jwks))}"`;
  reply.header('cache-control', 'public, max-age=60').header('etag', etag);
  if (known !== etag) return jwks;
  reply.status(HttpStatus.NOT_MODIFIED);
  return undefined;
};
