import { Body, Controller, Get, HttpCode, Post, UseFilters, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsOptional, IsString } from 'class-validator';
import { InternalOnly, problemErrors, RequestContexts } from '#service';
import { RedriveDelivery } from './delivery/delivery.commands.js';
import { DeliveryLog } from './delivery/delivery-log.js';
import { type DeadLetter, DeliveryQueue } from './delivery/delivery-queue.js';

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
  constructor(
    private readonly queue: DeliveryQueue,
    private readonly deliveries: DeliveryLog,
    private readonly contexts: RequestContexts,
  ) {}

  @Get('dead-letters')
  deadLetters(): Promise<readonly DeadLetter[]> {
    return this.queue.deadLetters({});
  }

  @Post('redrive')
  @HttpCode(200)
  async redrive(@Body() which: Which = {}): Promise<{ readonly redriven: number }> {
    const letters = await this.queue.deadLetters(which);
    for (const { deliveryId } of letters) {
      const context = this.contexts.create({ kind: 'operator', id: 'operator' });
      await this.deliveries.execute(new RedriveDelivery(context, deliveryId));
    }
    return { redriven: letters.length };
  }
}
