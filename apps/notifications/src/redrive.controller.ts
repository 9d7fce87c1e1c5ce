import { Body, Controller, Get, HttpCode, Post, UseFilters, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsOptional, IsString } from 'class-validator';
import { Database } from '#event-sourcing';
import { InternalOnly, problemErrors } from '#service';
import { type DeadLetter, listDeadLetters, requestRedelivery } from './delivery/dead-letters.js';

/** Which dead letters are meant; all of them when nothing is said. */
class Which {
  @IsOptional()
  @IsString()
  deliveryId?: string;

  @IsOptional()
  @IsString()
  listenerId?: string;

  @IsOptional()
  @IsString()
  clientId?: string;
}

/** For operators: what was given up, and another try. */
@ApiExcludeController()
@Controller('internal/notifications')
@UseGuards(InternalOnly)
@UseFilters(problemErrors({}))
export class RedriveController {
  constructor(private readonly database: Database) {}

  @Get('dead-letters')
  deadLetters(): Promise<readonly DeadLetter[]> {
    return listDeadLetters(this.database);
  }

  @Post('redrive')
  @HttpCode(200)
  async redrive(@Body() which: Which): Promise<{ readonly redriven: number }> {
    return { redriven: await requestRedelivery(this.database, which) };
  }
}
