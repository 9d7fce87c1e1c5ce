import { Controller, Get, Headers, HttpStatus, Param, Res, UseFilters } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Refused } from '#event-sourcing';
import { problemErrors } from '#service';
import { directoryRefusals } from '../directory.refusals.js';
import type { Reply } from '../http/reply.js';
import type { ServedStatusList } from './signed-lists.js';
import { StatementLists } from './statement-lists.js';
import { StatusLists } from './status-lists.js';

const MEDIA_TYPE = 'application/statuslist+jwt';

interface Asked {
  readonly accept?: string;
  readonly 'if-none-match'?: string;
}

/** Status lists (Token Status List §8; MEF 128 R10), each at the address that credentials and software statements name. */
@ApiTags('status lists')
@Controller('directory/status-lists')
@UseFilters(problemErrors(directoryRefusals))
export class StatusListsController {
  constructor(
    private readonly lists: StatusLists,
    private readonly statements: StatementLists,
  ) {}

  @Get(':list')
  @ApiOperation({ summary: 'A Status List Token' })
  async read(
    @Param('list') list: string,
    @Headers() headers: Asked,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<string | undefined> {
    return answer((number) => this.lists.list(number), list, headers, reply);
  }

  @Get('statements/:list')
  @ApiOperation({ summary: 'A Status List Token of software statements' })
  async readStatements(
    @Param('list') list: string,
    @Headers() headers: Asked,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<string | undefined> {
    return answer((number) => this.statements.list(number), list, headers, reply);
  }
}

const answer = async (
  find: (number: number) => Promise<ServedStatusList>,
  list: string,
  { accept, 'if-none-match': known }: Asked,
  reply: Reply,
): Promise<string | undefined> => {
  if (!accepts(accept)) throw new Refused('media-type-unsupported');
  return send(await find(numberOf(list)), known, reply);
};

const numberOf = (list: string): number => (/^[1-9]\d{0,8}$/.test(list) ? Number(list) : 0);

const send = (
  { token, etag }: ServedStatusList,
  known: string | undefined,
  reply: Reply,
): string | undefined => {
  // Each answer is asked for anew: a copy in between would add its age to the `ttl` of whoever relies on it.
  reply.header('content-type', MEDIA_TYPE).header('cache-control', 'public, no-cache').header('etag', etag);
  reply.header('access-control-allow-origin', '*'); // §8.1
  if (known !== etag) return token;
  reply.status(HttpStatus.NOT_MODIFIED);
  return undefined;
};

/** §8.1: the list is there as a JWT alone; a CWT that is asked for is not to be had. */
const accepts = (accept = '*/*'): boolean =>
  accept
    .split(',')
    .some((one) => ['*/*', 'application/*', MEDIA_TYPE].includes(one.split(';')[0]!.trim().toLowerCase()));
