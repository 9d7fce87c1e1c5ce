import { join } from 'node:path';
import { Folder } from './state/folder.js';
import { type Identity, loadIdentity } from './state/identity.js';

/** The legal entity that the sample stands for. It is made up; its LEI has right check digits. */
export const organisation = { legalName: 'Meridian Cloud Services Ltd', lei: '969500MERIDIANCLD082' };

/** The sample Buyer, facing one Seller. */
export interface Buyer {
  /** Origin of the Seller, without a trailing slash. */
  readonly seller: string;
  /** Base of the Buyer's own pages and listener. */
  readonly home: string;
  readonly folder: Folder;
  readonly identity: Identity;
}

export interface BuyerOptions {
  /** Origin of the Seller. */
  readonly origin: string;
  /** Base of the Buyer's own endpoints; `<origin>/buyer` unless given. */
  readonly home?: string;
  /** Folder for the Buyer's own state; every Seller gets a sub-folder. */
  readonly folder: string;
}

export const openBuyer = async ({ origin, home, folder }: BuyerOptions): Promise<Buyer> => {
  const seller = new URL(origin).origin;
  const own = new Folder(join(folder, seller.replaceAll(/[^\w.-]+/g, '_')));
  return { seller, home: home ?? `${seller}/buyer`, folder: own, identity: await loadIdentity(own) };
};

export const redirectUriOf = ({ home }: Buyer): string => `${home}/callback`;
