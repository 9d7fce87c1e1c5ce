import { randomBytes } from 'node:crypto';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiConsumes, ApiExcludeController } from '@nestjs/swagger';
import { evidenceOf } from '../authenticity/evidence.js';
import { type Asked, Buyers } from '../buyers.js';
import { notificationsOf } from '../listener/notifications.js';
import { chosenQuote } from './chosen-quote.js';
import { homePage } from './home.page.js';
import type { BuyerPage } from './layout.js';
import { PageErrors } from './page-errors.filter.js';
import { inWords, QuoteDesk } from './quote-desk.js';
import { requestPage } from './request.page.js';
import { listRequests, readRequest } from './requests.js';
import { missingPage } from './missing.page.js';

interface Reply {
  status(code: number): Reply;
  header(name: string, value: string): Reply;
}

type Form = Readonly<Record<string, unknown>>;

const cookie = 'quote-desk';

/** The Buyer's web page: request a quote, consent at the Seller, result and live status. */
@ApiExcludeController()
@Controller('buyer')
@UseFilters(new PageErrors())
export class PagesController {
  constructor(
    private readonly buyers: Buyers,
    private readonly desk: QuoteDesk,
  ) {}

  @Get()
  async home(@Req() request: Asked, @Res({ passthrough: true }) reply: Reply): Promise<string> {
    const buyer = await this.buyers.at(request);
    return send(reply, homePage({ seller: buyer.seller, requests: await listRequests(buyer) }));
  }

  @Post('requests')
  @HttpCode(303)
  @ApiConsumes('application/x-www-form-urlencoded')
  async begin(
    @Req() request: Asked,
    @Body() form: Form | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<string> {
    const buyer = await this.buyers.at(request);
    const { seller } = buyer;
    try {
      const browser = browserOf(request) ?? randomBytes(16).toString('base64url');
      const begun = await this.desk.begin(buyer, await chosenQuote(form ?? {}), browser);
      const secure = request.protocol === 'https' ? '; Secure' : '';
      reply.header('set-cookie', `${cookie}=${browser}; Path=/buyer; HttpOnly; SameSite=Lax${secure}`);
      reply.header('location', begun.authorization.url);
      return '';
    } catch (problem) {
      this.buyers.forget(buyer);
      reply.status(422);
      const json = typeof form?.['json'] === 'string' ? form['json'] : '';
      const requests = await listRequests(buyer);
      return send(reply, homePage({ seller, requests, problem: inWords(problem), json }));
    }
  }

  /** The Seller answers by `form_post`. Whoever did not begin the request in this browser cannot end it here. */
  @Post('callback')
  @HttpCode(303)
  @ApiConsumes('application/x-www-form-urlencoded')
  async callback(
    @Req() request: Asked,
    @Body() form: Form | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<string> {
    const buyer = await this.buyers.at(request);
    const concluded = await this.desk.conclude(buyer, form ?? {}, browserOf(request) ?? '');
    if (!concluded) return send(reply.status(400), missingPage());
    reply.header('location', `/buyer/requests/${concluded.id}`);
    return '';
  }

  @Get('requests/:id')
  async show(
    @Req() request: Asked,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<string> {
    const buyer = await this.buyers.at(request);
    const known = await readRequest(buyer, id);
    if (!known) return send(reply.status(404), missingPage());
    const shown = await this.desk.refresh(buyer, known);
    const { quoteId, intentId } = shown;
    const about = [
      ...(quoteId === undefined ? [] : await notificationsOf(buyer, quoteId)),
      ...(await notificationsOf(buyer, intentId)),
    ];
    const notifications = about.toSorted((one, other) => one.receivedAt.localeCompare(other.receivedAt));
    return send(reply, requestPage({ seller: buyer.seller, request: shown, notifications }));
  }

  /** What proves the conversation about a request to a third party; with the bodies of its messages where `payloads` is asked for. */
  @Get('requests/:id/evidence')
  async evidence(
    @Req() request: Asked,
    @Param('id') id: string,
    @Query('payloads') payloads: string | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<object | string> {
    const buyer = await this.buyers.at(request);
    const known = await readRequest(buyer, id);
    const evidence = known && (await evidenceOf(buyer, known.intentId, { payloads: payloads !== undefined }));
    if (!evidence) return send(reply.status(404), missingPage());
    reply.header('content-disposition', `attachment; filename="evidence-${id}.json"`);
    return evidence;
  }
}

const send = (reply: Reply, { markup, contentSecurityPolicy }: BuyerPage): string => {
  reply
    .header('content-type', 'text/html; charset=utf-8')
    .header('content-security-policy', contentSecurityPolicy);
  return markup;
};

const browserOf = ({ headers }: Asked): string | undefined =>
  new RegExp(`(?:^|; )${cookie}=([\\w-]{22})(?:;|$)`).exec(headers['cookie'] ?? '')?.[1];
