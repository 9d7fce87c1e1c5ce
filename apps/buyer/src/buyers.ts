import { Inject, Injectable } from '@nestjs/common';
import type { Configuration } from 'openid-client';
import { type Buyer, openBuyer } from './buyer.js';
import { type BuyerSettings, buyerSettings } from './buyer.settings.js';
import { configure } from './seller/configuration.js';
import { join } from './seller/join.js';
import { serviceToken } from './seller/service-token.js';
import { subscribe } from './seller/subscription.js';

/** The Buyer with what it needs to talk to its Seller. */
export interface ConnectedBuyer {
  readonly buyer: Buyer;
  readonly configuration: Configuration;
  /** A new access token of the client itself. */
  readonly token: () => Promise<string>;
}

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/;

/** The page was asked for under a name that is not this machine's. */
export class NotHere extends Error {
  override readonly name = 'NotHere';
}

/** The Buyer behind the web page: opened at first use, and registered at the Seller when it first needs to be. */
@Injectable()
export class Buyers {
  private readonly opened = new Map<string, Promise<Buyer>>();
  private readonly connecting = new Map<string, Promise<ConnectedBuyer>>();

  constructor(@Inject(buyerSettings.token) private readonly settings: BuyerSettings) {}

  /** `host` is the Host header: a name of this machine, so that no foreign page can have the Buyer act for it. */
  at(host: string | undefined): Promise<Buyer> {
    if (host === undefined || !loopback.test(host)) throw new NotHere();
    const home = `http://${host}/buyer`;
    const known = this.opened.get(home);
    if (known) return known;
    const { folder, seller = `http://${host}` } = this.settings;
    const opening = openBuyer({ origin: seller, home, folder });
    this.opened.set(home, opening);
    return opening;
  }

  /** Joins the Seller if that is still to do; a failure is tried again next time. */
  connected(buyer: Buyer): Promise<ConnectedBuyer> {
    const known = this.connecting.get(buyer.home);
    if (known) return known;
    const connecting = connect(buyer);
    this.connecting.set(buyer.home, connecting);
    connecting.catch(() => this.connecting.delete(buyer.home));
    return connecting;
  }

  /** After the Seller refused: it may have been set up anew. */
  forget(buyer: Buyer): void {
    this.connecting.delete(buyer.home);
  }
}

const connect = async (buyer: Buyer): Promise<ConnectedBuyer> => {
  const registration = await join(buyer);
  const configuration = await configure(buyer, registration.clientId);
  const token = async () => (await serviceToken(configuration)).access_token;
  await subscribe(buyer, registration, await token());
  return { buyer, configuration, token };
};
