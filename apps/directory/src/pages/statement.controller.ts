import { Body, Controller, Get, HttpCode, HttpStatus, Post, UseFilters } from '@nestjs/common';
import { ApiConsumes, ApiExcludeController } from '@nestjs/swagger';
import { type Page, pageErrors, singleValued } from '#service';
import { directoryRefusals } from '../directory.refusals.js';
import { StatementReader } from '../read-statement.js';
import { statementPage } from './statement.page.js';

/** Shows people what a software statement says, and whether it is to be believed. Nothing of it is kept. */
@ApiExcludeController()
@Controller('directory/statement')
@UseFilters(pageErrors(directoryRefusals))
export class StatementController {
  constructor(private readonly reader: StatementReader) {}

  @Get()
  ask(): Page {
    return statementPage();
  }

  @Post()
  @HttpCode(HttpStatus.OK)
  @ApiConsumes('application/x-www-form-urlencoded')
  async read(@Body() body: unknown): Promise<Page> {
    const jwt = (singleValued(body)['statement'] ?? '').trim().slice(0, 20_000);
    return statementPage(jwt, await this.reader.read(jwt));
  }
}
