import {
  Controller,
  Get,
  Headers,
  HttpCode,
  HttpException,
  Param,
  Post,
  Query,
  Req,
  UseFilters,
} from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Buyer } from '../buyer.js';
import { Buyers } from '../buyers.js';
import { JsonErrors } from '../errors.filter.js';
import type { ReceivedNotification } from '../walk/walk-state.js';
import { IssuedTokens } from './issued-tokens.js';
import { keepNotification, notificationsOf, readEvent } from './notifications.js';
import { RawBodies } from './raw-bodies.js';
import { verifySellerSignature } from './seller-signature.js';

interface IncomingRequest {
  readonly raw: object;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** The Buyer's listener (MEF Sonata Quote Notification v8): takes what the Seller tells, once it is sure who speaks. */
@ApiTags('sample Buyer')
@Controller('buyer')
@UseFilters(new JsonErrors())
export class ListenerController {
  constructor(
    private readonly buyers: Buyers,
    private readonly tokens: IssuedTokens,
    private readonly bodies: RawBodies,
  ) {}

  @Post('mefApi/sonata/:api/:version/listener/:eventType')
  @HttpCode(204)
  @ApiOperation({ summary: 'A notification: bearer token of this Buyer, body signed by the Seller' })
  async listen(@Param('eventType') eventType: string, @Req() request: IncomingRequest): Promise<void> {
    const { authorization = '', host, 'x-jws-signature': signature = '' } = request.headers;
    if (!this.tokens.isGood(authorization.replace(/^Bearer /i, '')))
      throw refusal(401, 'invalidCredentials', 'A bearer token that this Buyer issued is required');
    const buyer = await this.buyers.at(host);
    await keepNotification(buyer, await received(buyer, eventType, this.bodies.of(request.raw), signature));
  }

  @Get('notifications')
  @ApiOperation({ summary: 'What the Seller told of one quote or intent, with its signatures' })
  async list(
    @Headers('host') host: string | undefined,
    @Query('subject') subject: string | undefined,
  ): Promise<{ notifications: readonly ReceivedNotification[] }> {
    const buyer = await this.buyers.at(host);
    return { notifications: typeof subject === 'string' ? await notificationsOf(buyer, subject) : [] };
  }
}

const received = async (
  { seller }: Buyer,
  eventType: string,
  text: string,
  signature: string,
): Promise<ReceivedNotification> => {
  await verifySellerSignature(seller, text, signature).catch(() => {
    throw refusal(400, 'invalidBody', 'x-jws-signature is not a good signature of the Seller over this body');
  });
  const event = parse(text);
  if (event.eventType !== eventType) throw refusal(400, 'invalidBody', 'eventType is not that of the path');
  const { eventId } = event;
  return {
    eventId,
    eventType,
    subject: event.event.id,
    text,
    signature,
    receivedAt: new Date().toISOString(),
  };
};

const parse = (text: string): ReturnType<typeof readEvent> => {
  try {
    return readEvent(text);
  } catch {
    throw refusal(400, 'invalidBody', 'The body is not an event of the contract');
  }
};

/** MEF's error form (Quote Notification v8, Error400 and Error401). */
const refusal = (status: number, code: string, message: string): HttpException =>
  new HttpException({ code, reason: message, message }, status);
