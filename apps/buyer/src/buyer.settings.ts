import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { BuyerOptions } from './buyer.js';
import { bodyForms } from './messages/body-form.js';

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
  resources: {
    env: 'ASSENT_BUYER_RESOURCES',
    doc: "Origin of the Seller's LSO APIs, where it asks for certificates; that of the Seller unless given.",
    parse: text,
    sandbox: '',
  },
  ca: {
    env: 'ASSENT_BUYER_CA',
    doc: 'PEM file of authorities that the sample Buyer believes beside those of Node.js; tls/ca.pem of the data folder, if it is there.',
    parse: text,
    sandbox: '',
  },
  certificate: {
    env: 'ASSENT_BUYER_CERTIFICATE',
    doc: 'PEM file of the certificate that the sample Buyer shows; goes with ASSENT_BUYER_KEY.',
    parse: text,
    sandbox: '',
  },
  key: {
    env: 'ASSENT_BUYER_KEY',
    doc: 'PEM file of the private key of that certificate.',
    parse: text,
    sandbox: '',
  },
  sellerAnchors: {
    env: 'ASSENT_BUYER_SELLER_ANCHORS',
    doc: 'Issuers (DIDs) by whose credential the Seller has to show the sample Buyer who it is, comma-separated; it need not, unless given.',
    parse: text,
    sandbox: '',
  },
  authentication: {
    env: 'ASSENT_BUYER_AUTHENTICATION',
    doc: 'How the sample Buyer registers to authenticate: private_key_jwt, or tls_client_auth by that certificate.',
    parse: text,
    sandbox: 'private_key_jwt',
  },
  bodies: {
    env: 'ASSENT_BUYER_BODIES',
    doc: 'How the sample Buyer registers bodies to be signed, both ways: detached, jose or jwt; not at all unless given.',
    parse: text,
    sandbox: '',
  },
};

export interface BuyerSettings extends Pick<
  BuyerOptions,
  'folder' | 'tls' | 'resources' | 'sellerAnchors' | 'authentication' | 'bodies'
> {
  /** Undefined: the origin that the Buyer itself is reached at. */
  readonly seller?: string;
}

const token = Symbol('settings of buyer');

const read = (): BuyerSettings => {
  const { env } = process;
  const data = env.ASSENT_DATA || '.assent';
  const known = join(data, 'tls', 'ca.pem');
  const ca = env.ASSENT_BUYER_CA || (existsSync(known) ? known : undefined);
  const { ASSENT_BUYER_CERTIFICATE: certificate, ASSENT_BUYER_KEY: key } = env;
  const bodies = bodyForms.find((form) => form === env.ASSENT_BUYER_BODIES);
  return {
    ...(bodies && { bodies }),
    folder: env.ASSENT_BUYER_FOLDER || join(data, 'buyer'),
    tls: { ca, certificate, key },
    resources: env.ASSENT_BUYER_RESOURCES || undefined,
    sellerAnchors: env.ASSENT_BUYER_SELLER_ANCHORS?.split(',').filter(Boolean),
    ...(env.ASSENT_BUYER_AUTHENTICATION === 'tls_client_auth' && { authentication: 'tls_client_auth' }),
    ...(env.ASSENT_BUYER_SELLER && { seller: env.ASSENT_BUYER_SELLER }),
  };
};

export const buyerSettings = {
  service: 'buyer',
  specs,
  token,
  provider: { provide: token, useFactory: read },
};
