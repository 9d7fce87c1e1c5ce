import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  HttpStatus,
  Param,
  Post,
  Res,
  UseFilters,
} from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { certificatePem } from '#crypto';
import { CoreSettings, problemErrors } from '#service';
import { Authorities } from '../authorities/authorities.js';
import { OcspResponder } from '../authorities/ocsp-responder.js';
import {
  type AuthorityListing,
  authorityListing,
  bundle,
  environmentOf,
  publishedFile,
} from '../authorities/published-files.js';
import { RevocationLists } from '../authorities/revocation-lists.js';
import { directoryRefusals } from '../directory.refusals.js';
import { cached } from './cached.js';
import type { Reply } from './reply.js';

const OCSP_REQUEST = 'application/ocsp-request';
const OCSP_RESPONSE = 'application/ocsp-response';
const PEM = 'application/x-pem-file';

/** The certification authorities of an environment: their certificates, what they revoked, and their answers (RFC 5280, RFC 6960). */
@ApiTags('certification authorities')
@Controller('directory/pki/:environment')
@UseFilters(problemErrors(directoryRefusals))
export class PkiController {
  constructor(
    private readonly authorities: Authorities,
    private readonly lists: RevocationLists,
    private readonly responder: OcspResponder,
    private readonly core: CoreSettings,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Authorities of an environment' })
  async list(
    @Param('environment') name: string,
  ): Promise<{ authorities: readonly AuthorityListing[]; anchors: string; ocsp: string }> {
    const environment = environmentOf(name);
    const directory = `${this.core.issuer}/directory`;
    const all = await this.authorities.of(environment);
    return {
      authorities: all.map((authority) => authorityListing(directory, environment, authority)),
      anchors: `${directory}/pki/${environment}/anchors.pem`,
      ocsp: `${directory}/pki/${environment}/ocsp`,
    };
  }

  @Post('ocsp')
  @HttpCode(HttpStatus.OK)
  @ApiConsumes(OCSP_REQUEST)
  @ApiProduces(OCSP_RESPONSE)
  @ApiOperation({ summary: 'Whether certificates were revoked (RFC 6960 appendix A)' })
  async ask(
    @Param('environment') environment: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Uint8Array> {
    return this.answer(environment, body instanceof Uint8Array ? body : new Uint8Array(), reply);
  }

  // Base64 has slashes, which clients may leave as they are (RFC 6960 appendix A.1).
  @Get('ocsp/*')
  @ApiProduces(OCSP_RESPONSE)
  @ApiOperation({
    summary: 'The same with the request in the address, in base64: an answer that caches may keep',
  })
  async askByGet(
    @Param('environment') environment: string,
    @Param('*') request: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Uint8Array> {
    return this.answer(environment, Buffer.from(request, 'base64'), reply);
  }

  @Get(':file')
  @ApiOperation({
    summary: '`anchors.pem`, or of each authority `rsa-issuing.pem`, `.crt` (DER) and `.crl` (RFC 5280 §5)',
  })
  async file(
    @Param('environment') environment: string,
    @Param('file') name: string,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<string | Uint8Array | undefined> {
    const { type, body } = await this.read(environment, name, reply);
    reply.header('content-type', type);
    return cached(body, known, reply);
  }

  private async read(
    name: string,
    fileName: string,
    reply: Reply,
  ): Promise<{ readonly type: string; readonly body: string | Uint8Array }> {
    const environment = environmentOf(name);
    const file = publishedFile(environment, fileName);
    if (file.kind === 'anchors')
      return { type: PEM, body: bundle(await this.authorities.anchors(environment)) };
    if (file.kind === 'crl') {
      const { der, thisUpdate } = await this.lists.of(file.authority);
      reply.header('last-modified', thisUpdate.toUTCString());
      return { type: 'application/pkix-crl', body: der };
    }
    const pair = await this.authorities.pair(environment, file.authority.family);
    const { certificate } = pair[file.authority.role];
    return file.kind === 'pem'
      ? { type: PEM, body: certificatePem(certificate) }
      : { type: 'application/pkix-cert', body: certificate.der };
  }

  private async answer(environment: string, request: Uint8Array, reply: Reply): Promise<Uint8Array> {
    const { der, maxAge } = await this.responder.answer(environmentOf(environment), request);
    reply.header('content-type', OCSP_RESPONSE);
    // RFC 5019 §6.2; what carries a nonce, or is no answer, is for whoever asked alone.
    if (maxAge !== undefined)
      reply.header('cache-control', `max-age=${maxAge}, public, no-transform, must-revalidate`);
    return der;
  }
}
