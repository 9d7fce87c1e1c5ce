import { Controller, Get, Header, Param, UseFilters } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { problemErrors } from '#service';
import { directoryRefusals } from '../directory.refusals.js';
import { DidDocuments } from './did-documents.js';

type Document = Record<string, unknown>;

/** did:web documents (MEF 128 R5), at the addresses that their DIDs lead to. */
@ApiTags('identifiers')
@Controller('directory')
@UseFilters(problemErrors(directoryRefusals))
export class DidDocumentsController {
  constructor(private readonly documents: DidDocuments) {}

  @Get('did.json')
  @Header('content-type', 'application/did+json')
  @Header('cache-control', 'public, max-age=60')
  @Header('access-control-allow-origin', '*')
  @ApiOperation({ summary: 'The document of the directory, which issues credentials and status lists' })
  ofDirectory(): Promise<Document> {
    return this.documents.ofDirectory();
  }

  @Get('members/:organisationId/did.json')
  @Header('content-type', 'application/did+json')
  @Header('cache-control', 'public, max-age=60')
  @Header('access-control-allow-origin', '*')
  @ApiOperation({ summary: 'The document of a member, with the keys of all its software' })
  ofMember(@Param('organisationId') organisationId: string): Promise<Document> {
    return this.documents.ofMember(organisationId);
  }

  @Get('members/:organisationId/software/:softwareId/did.json')
  @Header('content-type', 'application/did+json')
  @Header('cache-control', 'public, max-age=60')
  @Header('access-control-allow-origin', '*')
  @ApiOperation({ summary: 'The document of software of a member, with its redirect URIs as services' })
  ofSoftware(
    @Param('organisationId') organisationId: string,
    @Param('softwareId') softwareId: string,
  ): Promise<Document> {
    return this.documents.ofSoftware(organisationId, softwareId);
  }
}
