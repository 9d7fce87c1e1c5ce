import {
  Controller,
  Get,
  HttpCode,
  HttpException,
  Param,
  Post,
  Query,
  Req,
  UseFilters,
} from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Buyer, clientIdsOf } from '../buyer.js';
import { type Asked, Buyers } from '../buyers.js';
import { JsonErrors } from '../errors.filter.js';
import { bodyForms, mediaTypeOf } from '../messages/body-form.js';
import { readBody, type SignedText } from '../messages/read-body.js';
import type { ReceivedNotification } from '../walk/walk-state.js';
import { IssuedTokens } from './issued-tokens.js';
import { keepNotification, notificationsOf, readEvent } from './notifications.js';
import { RawBodies } from './raw-bodies.js';

interface IncomingRequest extends Asked {
  readonly raw: object;
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
  @ApiConsumes('application/json', ...bodyForms.map(mediaTypeOf))
  @ApiOperation({ summary: 'A notification: bearer token of this Buyer, body signed by the Seller' })
  async listen(@Param('eventType') eventType: string, @Req() request: IncomingRequest): Promise<void> {
    const { authorization = '', 'content-type': contentType = '' } = request.headers;
    if (!this.tokens.isGood(authorization.replace(/^Bearer /i, '')))
      throw refusal(401, 'invalidCredentials', 'A bearer token that this Buyer issued is required');
    const buyer = await this.buyers.at(request);
    const { 'x-jws-signature': signature } = request.headers;
    const body = { contentType, text: this.bodies.of(request.raw), ...(signature && { signature }) };
    await keepNotification(buyer, await received(buyer, eventType, body));
  }

  @Get('notifications')
  @ApiOperation({ summary: 'What the Seller told of one quote or intent, with its signatures' })
  async list(
    @Req() request: Asked,
    @Query('subject') subject: string | undefined,
  ): Promise<{ notifications: readonly ReceivedNotification[] }> {
    const buyer = await this.buyers.at(request);
    return { notifications: typeof subject === 'string' ? await notificationsOf(buyer, subject) : [] };
  }
}

const received = async (
  buyer: Buyer,
  eventType: string,
  body: SignedText & Pick<ReceivedNotification, 'signature'>,
): Promise<ReceivedNotification> => {
  const event = eventIn(await signedData(buyer, body));
  if (event.eventType !== eventType) throw refusal(400, 'invalidBody', 'eventType is not that of the path');
  const { eventId } = event;
  return { eventId, eventType, subject: event.event.id, ...body, receivedAt: new Date().toISOString() };
};

const signedData = async (buyer: Buyer, body: SignedText): Promise<unknown> => {
  const good = await readBody(buyer, body, await clientIdsOf(buyer)).catch(() => {
    throw refusal(400, 'invalidBody', 'There is no good signature of the Seller over this body');
  });
  return good.data;
};

const eventIn = (data: unknown): ReturnType<typeof readEvent> => {
  try {
    return readEvent(data);
  } catch {
    throw refusal(400, 'invalidBody', 'The body is not an event of the contract');
  }
};

/** MEF's error form (Quote Notification v8, Error400 and Error401). */
const refusal = (status: number, code: string, message: string): HttpException =>
  new HttpException({ code, reason: message, message }, status);
