import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength, ValidateBy } from 'class-validator';
import type { Listener } from '../listener/listener.decider.js';

const isAbsoluteUrl = (value: unknown): boolean =>
  typeof value === 'string' && value.length <= 2048 && URL.canParse(value);

/** `EventSubscriptionInput` of MEF Sonata Quote Management v8. */
export class EventSubscriptionInput {
  /** Host part of the Buyer's notification URLs: the path of each event is appended. */
  @ApiProperty({ example: 'https://buyer.example/listenerEndpoint' })
  @ValidateBy({
    name: 'isUrl',
    validator: { validate: isAbsoluteUrl, defaultMessage: () => 'callback must be an absolute URL' },
  })
  callback!: string;

  /** Types of event; all when empty. */
  @ApiPropertyOptional({ example: 'eventType=quoteStateChangeEvent,intentStateChangeEvent' })
  @IsOptional()
  @IsString()
  @MaxLength(1024)
  query?: string;
}

/** `EventSubscription` of MEF Sonata Quote Management v8. */
export interface EventSubscription {
  readonly id: string;
  readonly callback: string;
  readonly query?: string;
}

export const subscriptionOf = ({ listenerId, callback, query }: Listener): EventSubscription => ({
  id: listenerId,
  callback,
  ...(query !== undefined && { query }),
});
