import {
  Body,
  Controller,
  Get,
  HttpCode,
  Module,
  Param,
  Post,
  Query,
  UseFilters,
  UseGuards,
} from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ApiConsumes, ApiProperty } from '@nestjs/swagger';
import { IsString } from 'class-validator';
import { Refused } from '#event-sourcing';
import {
  html,
  InternalOnly,
  mefErrors,
  oauthErrors,
  page,
  pageErrors,
  problemErrors,
  RequestContexts,
  type ServiceDefinition,
  singleValued,
} from '../index.js';

class Greet extends Command<string> {
  constructor(
    readonly name: string,
    readonly correlationId: string,
  ) {
    super();
  }
}

@CommandHandler(Greet)
class GreetHandler implements ICommandHandler<Greet> {
  async execute({ name, correlationId }: Greet): Promise<string> {
    if (name === 'nobody') throw new Refused('nobody-there');
    if (name === 'unkept') throw new Refused('storage-unavailable');
    if (name === 'defect') throw new Error('password=hunter2');
    return `${correlationId} ${name}`;
  }
}

class Greeting {
  @ApiProperty()
  @IsString()
  readonly name: string;
}

const table = { 'nobody-there': { status: 404, code: 'notFound', message: 'Nobody is there' } };

@UseFilters(mefErrors(table))
@Controller('greetings')
class GreetingsController {
  constructor(
    private readonly bus: CommandBus,
    private readonly contexts: RequestContexts,
  ) {}

  @Post()
  async greet(@Body() { name }: Greeting): Promise<{ text: string }> {
    const { correlationId } = this.contexts.create({ kind: 'anonymous', id: '' });
    return { text: await this.bus.execute(new Greet(name, correlationId)) };
  }

  @Get(':name')
  read(@Param('name') name: string, @Query() query: unknown): object {
    return { name, query: singleValued(query) };
  }
}

@UseFilters(oauthErrors({}))
@ApiConsumes('application/x-www-form-urlencoded')
@Controller()
class FormController {
  @Post('form')
  @HttpCode(200)
  form(@Body() body: unknown): object {
    return singleValued(body);
  }
}

@UseFilters(pageErrors({}))
@Controller('page')
class PageController {
  @Get()
  show(@Query('name') name: string): unknown {
    return page({ title: 'A page', body: html`<p title="${name}">${name}</p>` });
  }
}

@UseFilters(problemErrors({ known: { status: 409, code: 'known', message: 'Known' } }))
@UseGuards(InternalOnly)
@Controller('internal/hello')
class InternalController {
  @Get('there')
  there(): object {
    return { there: true };
  }

  @Post('refuse')
  refuse(): never {
    throw new Refused('known');
  }
}

@Module({
  controllers: [GreetingsController, FormController, PageController, InternalController],
  providers: [GreetHandler],
})
class HelloModule {}

/** A tiny service with one route of every kind of edge. */
export const hello: ServiceDefinition = {
  name: 'hello',
  module: HelloModule,
  log: { service: 'hello', aggregates: [] },
};

/** Settings of a sandbox whose database is nowhere. */
export const variables = {
  ASSENT_DATABASE_URL: 'postgres://nobody@localhost:1/none',
  ASSENT_KEY_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64url'),
  ASSENT_SHARED_KEY: Buffer.alloc(32, 2).toString('base64url'),
  ASSENT_LOG_LEVEL: 'silent',
};
