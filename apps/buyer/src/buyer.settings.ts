import { join } from 'node:path';

const text = (value: string): string => value;

/** Settings of the sample Buyer: environment variables, read when its module starts. */
const specs = {
  folder: {
    env: 'ASSENT_BUYER_FOLDER',
    doc: 'Folder for the keys, registrations and requests of the sample Buyer; buyer in the data folder unless given.',
    parse: text,
    sandbox: '',
  },
  seller: {
    env: 'ASSENT_BUYER_SELLER',
    doc: 'Origin of the Seller; the origin at which the page of the sample Buyer is asked for, unless given.',
    parse: text,
    sandbox: '',
  },
};

export interface BuyerSettings {
  readonly folder: string;
  /** Undefined: the origin that the Buyer itself is reached at. */
  readonly seller?: string;
}

const token = Symbol('settings of buyer');

const read = (): BuyerSettings => {
  const { ASSENT_BUYER_FOLDER: folder, ASSENT_BUYER_SELLER: seller, ASSENT_DATA: data } = process.env;
  return { folder: folder || join(data || '.assent', 'buyer'), ...(seller && { seller }) };
};

export const buyerSettings = {
  service: 'buyer',
  specs,
  token,
  provider: { provide: token, useFactory: read },
};
