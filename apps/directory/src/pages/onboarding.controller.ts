import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  HttpStatus,
  Post,
  Req,
  Res,
  UseFilters,
} from '@nestjs/common';
import { ApiConsumes, ApiExcludeController } from '@nestjs/swagger';
import { Refused } from '#event-sourcing';
import { CoreSettings, type Page, pageErrors, singleValued } from '#service';
import { directoryRefusals } from '../directory.refusals.js';
import type { Reply } from '../http/reply.js';
import { type IncomingRequest, WriteAccess } from '../http/write-access.guard.js';
import { OnboardBuyer, type OnboardingWish, proposedName } from '../onboarding/onboard-buyer.js';
import { onboardingPage } from './onboarding.page.js';

/** One click from nothing to a Buyer that can register. */
@ApiExcludeController()
@Controller('directory/onboarding')
@UseFilters(pageErrors(directoryRefusals))
export class OnboardingController {
  constructor(
    private readonly buyers: OnboardBuyer,
    private readonly access: WriteAccess,
    private readonly core: CoreSettings,
  ) {}

  // The form has to say where it comes from: see `requireOwnForm`.
  @Get()
  @Header('referrer-policy', 'same-origin')
  ask(): Page {
    const softwareName = proposedName();
    const legalName = `${softwareName} Ltd`;
    const redirectUri = 'http://localhost:3001/callback';
    return onboardingPage({ legalName, softwareName, redirectUri }, this.access.needsToken);
  }

  @Post()
  @HttpCode(HttpStatus.OK)
  @ApiConsumes('application/x-www-form-urlencoded')
  async onboard(
    @Req() request: IncomingRequest,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Uint8Array> {
    const form = singleValued(body);
    this.access.requireOwnForm(request, form['token']);
    const { fileName, bytes } = await this.buyers.execute(this.core.issuer, wishOf(form));
    // Keys go to whoever asked, and into no cache.
    reply
      .header('content-type', 'application/gzip')
      .header('content-disposition', `attachment; filename="${fileName}"`)
      .header('cache-control', 'no-store');
    return bytes;
  }
}

const wishOf = (form: Readonly<Record<string, string | undefined>>): OnboardingWish => ({
  legalName: textOf(form['legal_name'], 64),
  softwareName: textOf(form['software_name'], 100),
  redirectUri: webAddress(textOf(form['redirect_uri'], 2000)),
});

const textOf = (value = '', most: number): string => {
  const text = value.trim();
  if (text === '' || text.length > most || /\p{Cc}/u.test(text)) throw new Refused('onboarding-incomplete');
  return text;
};

const webAddress = (text: string): string => {
  if (!/^https?:\/\/[^\s]+$/.test(text) || !URL.canParse(text)) throw new Refused('onboarding-incomplete');
  return text;
};
