import { Controller, Get, Headers, Param, Res, UseFilters } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { problemErrors } from '#service';
import { CertificateRegister } from '../certificates/certificate-register.js';
import { pemOf } from '../certificates/certificate-view.js';
import { CertificateViews, type FullView } from '../certificates/certificate-views.js';
import type { Profile } from '../certificates/profile.js';
import { profiles } from '../certificates/profiles.js';
import { directoryRefusals } from '../directory.refusals.js';
import { cached } from './cached.js';
import type { Reply } from './reply.js';

/** Certificates by their own id, whoever's they are: what `x5u` of a JWK points at. */
@ApiTags('certificates')
@Controller('directory')
@UseFilters(problemErrors(directoryRefusals))
export class CertificateController {
  constructor(
    private readonly register: CertificateRegister,
    private readonly views: CertificateViews,
  ) {}

  @Get('profiles')
  @ApiOperation({ summary: 'Which certificates and keys there are, and who does what to get them' })
  profiles(): { profiles: readonly Profile[] } {
    return { profiles };
  }

  @Get('certificates/:file')
  @ApiOperation({ summary: 'One certificate by its `x5t#S256`; with `.pem` behind it, as PEM alone' })
  async read(
    @Param('file') file: string,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<FullView | string | undefined> {
    const pem = file.endsWith('.pem');
    const certificate = await this.register.certificate(pem ? file.slice(0, -4) : file);
    if (!pem) return this.views.full(certificate);
    reply.header('content-type', 'application/x-pem-file');
    return cached(pemOf(certificate.der), known, reply);
  }
}
