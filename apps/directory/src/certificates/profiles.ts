import type { Party, Pinning, Profile, ProfileUse } from './profile.js';

const application = { keySet: 'application', issuer: 'framework', serverNames: 'none' } as const;
const transport = { keySet: 'transport', form: 'certificate', issuer: 'framework' } as const;

/** What all profiles of one use have in common. */
const common = {
  'client-transport': { ...transport, serverNames: 'none', keyTypes: ['RSA', 'P-256'] },
  'server-transport': { ...transport, serverNames: 'required', keyTypes: ['RSA', 'P-256'] },
  signing: { ...application, form: 'certificate', keyTypes: ['RSA', 'P-256', 'Ed25519'] },
  encryption: { ...application, form: 'certificate', keyTypes: ['RSA', 'P-256'] },
} as const satisfies Record<ProfileUse, Partial<Profile>>;

const [client, server, sign, open] = [
  'client-transport',
  'server-transport',
  'signing',
  'encryption',
] as const;

type Row = readonly [
  id: string,
  name: string,
  use: ProfileUse,
  belongs: `${Party} ${Profile['subject']}`,
  /** Who holds the key and makes the request, and who has the certificate issued. */
  hands: `${Party} ${Party}`,
  pinned: `${Party} ${Pinning['compares']}`,
  purpose: string,
];

// prettier-ignore
const rows: readonly Row[] = [
  // The page's two tables, transport and signing, then its encryption keys. C1 … Enc2 stand in the page's order.
  ['C1',   'buyer-transport',     client, 'buyer software',      'buyer buyer',   'hub subject',                 'the Buyer’s software, at the Seller’s API (mutual TLS)'],
  ['S2',   'public-server',       server, 'hub organisation',    'hub hub',       'buyer server-name',           'endpoints without mutual TLS, which browsers open'],
  ['S1',   'seller-server',       server, 'seller organisation', 'hub seller',    'buyer server-name',           'endpoints with mutual TLS, which Buyers call'],
  ['C4',   'hub-transport',       client, 'hub software',        'hub hub',       'seller organizational-unit',  'the Hub, at the Seller’s back office'],
  ['S3',   'consent-server',      server, 'seller organisation', 'hub seller',    'seller server-name',          'consent manager and headless authorization, which the Seller’s back office calls'],
  ['S4',   'back-office-server',  server, 'seller organisation', 'seller seller', 'hub server-name',             'the Seller’s back office, which the Hub calls'],
  ['C3',   'seller-transport',    client, 'seller software',     'seller seller', 'hub subject',                 'the Seller’s back office, at consent manager and headless authorization'],
  ['Sig1', 'buyer-signing',       sign,   'buyer software',      'buyer buyer',   'hub key-set',                 'client assertions, request objects and bodies of the Buyer'],
  ['Sig2', 'seller-signing',      sign,   'seller organisation', 'hub seller',    'buyer key-set',               'id_tokens and answers to the Buyer'],
  ['Sig3', 'hub-signing',         sign,   'hub software',        'hub hub',       'seller key-set',              'requests of the Hub to the Seller’s back office (JWT Auth)'],
  ['Sig4', 'back-office-signing', sign,   'seller software',     'seller seller', 'hub key-set',                 'requests of the Seller’s back office to the Hub (JWT Auth)'],
  ['Enc1', 'seller-encryption',   open,   'seller organisation', 'seller seller', 'buyer key-set',               'what only the Seller may read, and the Hub in between cannot'],
  ['Enc2', 'buyer-encryption',    open,   'buyer software',      'buyer buyer',   'hub key-set',                 'notifications and answers that are encrypted to the Buyer'],
];

const two = <A extends string, B extends string>(text: `${A} ${B}`): readonly [A, B] =>
  text.split(' ') as unknown as readonly [A, B];

const exceptions: Readonly<Record<string, Partial<Profile>>> = {
  S2: { issuer: 'public' },
  Enc1: { form: 'key-only' },
};

const profileFrom = ([id, name, use, belongs, hands, pinned, purpose]: Row): Profile => {
  const [owner, subject] = two<Party, Profile['subject']>(belongs);
  const [keyHeldBy, issuedAtRequestOf] = two<Party, Party>(hands);
  const [by, compares] = two<Party, Pinning['compares']>(pinned);
  const parties = { owner, keyHeldBy, requestMadeBy: keyHeldBy, issuedAtRequestOf };
  const named = { id, name, use, purpose, subject, ...parties, pinned: { by, compares } };
  return { ...common[use], ...named, ...exceptions[id] };
};

/** Every certificate and key of the topology, in the order of the page. */
export const profiles: readonly Profile[] = rows.map(profileFrom);

/** By the id of the UAE page or the name of MEF, in any case; undefined for what the topology does not have. */
export const profileOf = (name: string): Profile | undefined => {
  const wanted = name.toLowerCase();
  return profiles.find(({ id, name: own }) => id.toLowerCase() === wanted || own === wanted);
};
