import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { consentStylesheet, consentStylesheetPath } from './stylesheet.js';

/** The stylesheet of the consent pages, under a name that changes with its content. */
@ApiExcludeController()
@Controller()
export class ConsentAssetsController {
  @Get(consentStylesheetPath)
  @Header('content-type', 'text/css; charset=utf-8')
  @Header('cache-control', 'public, max-age=31536000, immutable')
  stylesheet(): string {
    return consentStylesheet;
  }
}
