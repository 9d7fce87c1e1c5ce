import { Body, Controller, Delete, Get, HttpCode, Param, Post, UseFilters } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Auth, type Authorization, Protected } from '#resource-server';
import { mefErrors } from '#service';
import { eventTypes, quoteEventTypes } from '../event-types.js';
import { notificationsRefusals } from '../notifications.refusals.js';
import { type EventSubscription, EventSubscriptionInput, subscriptionOf } from './event-subscription.js';
import { Hub } from './hub.js';

const quotes = 'mefApi/sonata/quoteManagement/v8/hub';

/** The Hub of MEF Sonata Quote Management, and beside it one that knows events of intents as well. */
@ApiTags('notifications')
@Controller()
@UseFilters(mefErrors(notificationsRefusals))
export class HubController {
  constructor(private readonly hub: Hub) {}

  @Post('hub')
  @HttpCode(201)
  @Protected({ scope: 'notifications' })
  @ApiOperation({ summary: 'Subscribe to events of intents and quotes' })
  async register(
    @Auth() { clientId }: Authorization,
    @Body() input: EventSubscriptionInput,
  ): Promise<EventSubscription> {
    return subscriptionOf(await this.hub.register(clientId, input, eventTypes));
  }

  @Post(quotes)
  @HttpCode(201)
  @Protected({ scope: 'notifications' })
  @ApiOperation({ summary: 'Subscribe to events of quotes', operationId: 'registerListener' })
  async registerForQuotes(
    @Auth() { clientId }: Authorization,
    @Body() input: EventSubscriptionInput,
  ): Promise<EventSubscription> {
    return subscriptionOf(await this.hub.register(clientId, input, quoteEventTypes));
  }

  @Get(['hub', quotes])
  @Protected({ scope: 'notifications' })
  @ApiOperation({ summary: 'List your own subscriptions' })
  async list(@Auth() { clientId }: Authorization): Promise<readonly EventSubscription[]> {
    return (await this.hub.list(clientId)).map(subscriptionOf);
  }

  @Get(['hub/:id', `${quotes}/:id`])
  @Protected({ scope: 'notifications' })
  @ApiOperation({ summary: 'Read one of your own subscriptions', operationId: 'retrieveHub' })
  async retrieve(@Auth() { clientId }: Authorization, @Param('id') id: string): Promise<EventSubscription> {
    return subscriptionOf(await this.hub.find(clientId, id));
  }

  @Delete(['hub/:id', `${quotes}/:id`])
  @HttpCode(204)
  @Protected({ scope: 'notifications' })
  @ApiOperation({ summary: 'End one of your own subscriptions', operationId: 'unregisterListener' })
  async remove(@Auth() { clientId }: Authorization, @Param('id') id: string): Promise<void> {
    await this.hub.remove(clientId, id);
  }
}
