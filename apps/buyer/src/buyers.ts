import { Inject, Injectable } from '@nestjs/common';
import type { Configuration } from 'openid-client';
import { type Buyer, openBuyer } from './buyer.js';
import { type BuyerSettings, buyerSettings } from './buyer.settings.js';
import { verifySeller } from './identity/verify-seller.js';
import { configure } from './seller/configuration.js';
import { join } from './seller/join.js';
import { serviceToken } from './seller/service-token.js';
import { subscribe } from './seller/subscription.js';

/** The Buyer with what it needs to talk to its Seller. */
export interface ConnectedBuyer {
  readonly buyer: Buyer;
  readonly configuration: Configuration;
  readonly clientId: string;
  /** A new access token of the client itself. */
  readonly token: () => Promise<string>;
}

/** As much of a request as tells where the Buyer was asked. */
export interface Asked {
  readonly protocol: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
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
  at({ protocol, headers: { host } }: Asked): Promise<Buyer> {
    if (host === undefined || !loopback.test(host)) throw new NotHere();
    const origin = `${protocol}://${host}`;
    const home = `${origin}/buyer`;
    const known = this.opened.get(home);
    if (known) return known;
    const { seller = origin, ...settings } = this.settings;
    const opening = openBuyer({ ...settings, origin: seller, home });
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
  if (buyer.sellerAnchors.length > 0) await verifySeller(buyer, registration.clientId);
  const configuration = await configure(buyer, registration.clientId);
  const token = async () => (await serviceToken(configuration)).access_token;
  await subscribe(buyer, registration, await token());
  return { buyer, configuration, clientId: registration.clientId, token };
};
