import { Module } from '@nestjs/common';
import { buyerSettings } from './buyer.settings.js';
import { Buyers } from './buyers.js';
import { IssuedTokens } from './listener/issued-tokens.js';
import { ListenerController } from './listener/listener.controller.js';
import { RawBodies } from './listener/raw-bodies.js';
import { BuyerTokenController } from './listener/token.controller.js';
import { PagesController } from './web/pages.controller.js';
import { QuoteDesk } from './web/quote-desk.js';

/** The sample Buyer: a web page, and the listener that the Seller calls. Another company's software, in the same process. */
@Module({
  controllers: [PagesController, BuyerTokenController, ListenerController],
  providers: [buyerSettings.provider, Buyers, QuoteDesk, IssuedTokens, RawBodies],
})
export class BuyerModule {}
