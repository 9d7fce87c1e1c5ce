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
  Query,
  Res,
  UseFilters,
  UseGuards,
} from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { problemErrors, RequestContexts, singleValued, validation } from '#service';
import { CertificateLists } from '../certificates/certificate-lists.js';
import { certificateView, type CertificateView } from '../certificates/certificate-view.js';
import { WithdrawOrganisationKey } from '../certificates/publish-organisation-key.js';
import { Certification } from '../certificates/request-certification.js';
import { RevokeCertificate } from '../certificates/revoke-certificate.js';
import { directoryRefusals } from '../directory.refusals.js';
import { CertificateBody, RevocationBody } from './certificate-bodies.js';
import { operator } from './operator.js';
import type { Reply } from './reply.js';
import { WriteAccess } from './write-access.guard.js';

/** Certificates and keys of the topology, of an organisation or of its software. */
@ApiTags('certificates')
@Controller('directory/organisations/:organisationId')
@UseFilters(problemErrors(directoryRefusals))
export class CertificatesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly contexts: RequestContexts,
    private readonly certification: Certification,
    private readonly lists: CertificateLists,
  ) {}

  @Get(['certificates', 'software/:softwareId/certificates'])
  @ApiOperation({
    summary:
      'Certificates, the newest first; ?environment=, ?profile=, ?status= and ?expiresWithinDays= narrow',
  })
  async list(
    @Param('organisationId') organisationId: string,
    @Param('softwareId') softwareId: string | undefined,
    @Query() query: unknown,
  ): Promise<{ certificates: readonly CertificateView[] }> {
    const { environment, profile, status, expiresWithinDays } = singleValued(query);
    const days = /^\d{1,4}$/.test(expiresWithinDays ?? '') ? Number(expiresWithinDays) : undefined;
    const filter = { environment, profile, status, expiresWithinDays: days };
    return { certificates: await this.lists.of({ organisationId, softwareId }, filter) };
  }

  @Post(['certificates/:profile', 'software/:softwareId/certificates/:profile'])
  @UseGuards(WriteAccess)
  @ApiBearerAuth()
  @ApiOperation({
    summary:
      'Have a key certified by a signing request; Enc1 is published without; 200 for the same request again',
  })
  async certify(
    @Param() { organisationId, softwareId, profile }: Readonly<Record<string, string>>,
    @Body(validation('refuse')) { csr, jwk, environment }: CertificateBody,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<object> {
    const { view, created } = await this.certification.request(this.contexts.create(operator), {
      profile: profile ?? '',
      organisationId: organisationId ?? '',
      softwareId,
      csr,
      jwk,
      environment,
    });
    reply.status(created ? HttpStatus.CREATED : HttpStatus.OK);
    return view;
  }

  @Put('certificates/:certificateId/revocation')
  @HttpCode(HttpStatus.OK)
  @UseGuards(WriteAccess)
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Revoke a certificate, for good (RFC 5280 §5.3.1)' })
  async revoke(
    @Param('organisationId') organisationId: string,
    @Param('certificateId') certificateId: string,
    @Body(validation('refuse')) { reason }: RevocationBody,
  ): Promise<CertificateView> {
    const context = this.contexts.create(operator);
    const of = { organisationId, certificateId };
    const revoked = await this.commands.execute(new RevokeCertificate(context, of, reason));
    return certificateView(revoked, new Date(context.at));
  }

  @Delete('keys/:kid')
  @HttpCode(HttpStatus.NO_CONTENT)
  @UseGuards(WriteAccess)
  @ApiBearerAuth()
  @ApiOperation({
    summary: 'Take a key that was published without a certificate (Enc1) out of use, for good',
  })
  async withdraw(@Param('organisationId') organisationId: string, @Param('kid') kid: string): Promise<void> {
    await this.commands.execute(
      new WithdrawOrganisationKey(this.contexts.create(operator), organisationId, kid),
    );
  }
}
