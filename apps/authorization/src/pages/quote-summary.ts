import { measureInWords } from './measures.js';
import { asList, asObject, asText, type Json } from './plain.js';
import { type PlaceLine, placeLines } from './place.js';
import { counted, dateInWords, humanize } from './words.js';

/** One line of facts: what, and what of it. */
export type Fact = readonly [name: string, value: string];

export interface ContactLine {
  readonly role: string;
  readonly name: string;
  readonly organization?: string;
  readonly email?: string;
  readonly phone?: string;
}

export interface ItemSummary {
  readonly id: string;
  readonly action: string;
  readonly tone: 'good' | 'warn' | 'bad' | 'accent';
  readonly product: string;
  readonly facts: readonly Fact[];
  readonly places: readonly PlaceLine[];
  readonly contacts: readonly ContactLine[];
  readonly notes: readonly string[];
  readonly configuration: Json | undefined;
}

/** A quote request in the words of someone who buys, not of someone who builds. */
export interface QuoteSummary {
  readonly facts: readonly Fact[];
  readonly contacts: readonly ContactLine[];
  readonly notes: readonly string[];
  readonly items: readonly ItemSummary[];
}

const LEVELS: Readonly<Record<string, string>> = {
  firm: 'A firm price',
  budgetary: 'A budgetary estimate, not binding',
};

/** Reads a `Quote_Create`; members that it does not know are left out, never invented. */
export const quoteSummary = (payload: Json): QuoteSummary => {
  const items = asList(payload['quoteItem']).map(asObject);
  const level = asText(payload['buyerRequestedQuoteLevel']);
  return {
    facts: facts([
      ['Asked for', level && (LEVELS[level] ?? humanize(level))],
      ['Wanted by', dateInWords(payload['requestedQuoteCompletionDate'])],
      ['Answer', payload['instantSyncQuote'] === true ? 'At once, in the same call' : 'When it is ready'],
      ['Description', asText(payload['description'])],
      ['Project', asText(payload['projectId'])],
      ['Buyer’s reference', asText(payload['externalId'])],
    ]),
    contacts: contactLines(payload['relatedContactInformation']),
    notes: notesOf(payload['note']),
    items: items.map((item) => itemSummary(item, items)),
  };
};

const ACTIONS: Readonly<Record<string, readonly [string, ItemSummary['tone']]>> = {
  add: ['New', 'good'],
  modify: ['Change', 'warn'],
  delete: ['Disconnect', 'bad'],
};

const itemSummary = (item: Json, items: readonly Json[]): ItemSummary => {
  const product = asObject(item['product']);
  const [action, tone] = ACTIONS[String(item['action'])] ?? [humanize(String(item['action'])), 'accent'];
  const configuration = asObject(product['productConfiguration']);
  const interval = measureInWords(asObject(item['requestedQuoteItemInstallationInterval']));
  return {
    id: asText(item['id']) ?? 'item',
    action,
    tone,
    product: productName(product),
    facts: facts([
      ['Existing service', asText(product['id'])],
      ['Offering', asText(asObject(product['productOffering'])['id'])],
      ['Term', term(asObject(item['requestedQuoteItemTerm']))],
      ['Installation', interval && `Within ${interval}`],
      ['Agreement', asText(item['agreementName'])],
      ['Deal', asText(item['dealReference'])],
      ...relationships(item, product, items),
    ]),
    places: placeLines(product['place']),
    contacts: contactLines(item['relatedContactInformation']),
    notes: notesOf(item['note']),
    configuration: Object.keys(configuration).length > 0 ? configuration : undefined,
  };
};

/** What people call the products of MEF's schemas; others are named by their identifier. */
const PRODUCTS: Readonly<Record<string, string>> = {
  'epl-evc': 'Ethernet Private Line',
  'evpl-evc': 'Ethernet Virtual Private Line',
  'carrier-ethernet-subscriber-uni': 'Ethernet access port (UNI)',
  'basic-internet-access': 'Internet access',
  'access-eline': 'Access E-Line',
  'access-eline-ovc': 'Access E-Line',
  'carrier-ethernet-operator-uni': 'Ethernet operator port (UNI)',
};

const productName = (product: Json): string => {
  const type = asText(asObject(product['productConfiguration'])['@type']);
  // urn:mef:lso:spec:<interface>:<product>:<version>:<use>
  const name = type?.split(':').find((_part, index, parts) => /^v\d/.test(parts[index + 1] ?? '')) ?? type;
  if (name === undefined) return 'Service in use';
  return PRODUCTS[name] ?? humanize(name);
};

const ENDINGS: Readonly<Record<string, string>> = {
  autoRenew: 'then renews by itself',
  autoDisconnect: 'then ends',
  roll: 'then goes on',
};

const term = (requested: Json): string | undefined => {
  const duration = measureInWords(asObject(requested['duration']));
  if (duration === undefined) return undefined;
  const action = asText(requested['endOfTermAction']);
  const interval = measureInWords(asObject(requested['rollInterval']));
  const ending = action && (ENDINGS[action] ?? humanize(action).toLowerCase());
  const rolling = interval ? ` by ${interval} at a time` : '';
  const name = asText(requested['name']);
  return `${duration}${ending ? `, ${ending}${rolling}` : ''}${name ? ` (${name})` : ''}`;
};

const relationships = (item: Json, product: Json, items: readonly Json[]): readonly Fact[] =>
  [...asList(item['quoteItemRelationship']), ...asList(product['productRelationship'])]
    .map(asObject)
    .map((to): Fact => {
      const id = asText(to['id']) ?? 'another service';
      const other = items.find((candidate) => candidate['id'] === to['id']);
      const name = other ? `${productName(asObject(other['product']))}, ${id}` : id;
      return [humanize(asText(to['relationshipType']) ?? 'related to'), name];
    });

const CONTACT_ROLES: Readonly<Record<string, string>> = {
  buyerContactInformation: 'Buyer',
  quoteItemTechnicalContact: 'Technical',
  quoteItemLocationContact: 'On site',
};

const contactLines = (contacts: unknown): readonly ContactLine[] =>
  asList(contacts)
    .map(asObject)
    .map((contact) => {
      const role = asText(contact['role']) ?? 'contact';
      const [number, extension] = [asText(contact['number']), asText(contact['numberExtension'])];
      const [organization, email] = [asText(contact['organization']), asText(contact['emailAddress'])];
      return {
        role: CONTACT_ROLES[role] ?? humanize(role),
        name: asText(contact['name']) ?? 'not named',
        ...(organization && { organization }),
        ...(email && { email }),
        ...(number && { phone: extension ? `${number} ext. ${extension}` : number }),
      };
    });

const notesOf = (notes: unknown): readonly string[] =>
  asList(notes)
    .map((note) => asText(asObject(note)['text']))
    .filter((text) => text !== undefined);

const facts = (all: readonly (readonly [string, string | undefined])[]): readonly Fact[] =>
  all.filter((fact): fact is Fact => fact[1] !== undefined && fact[1] !== '');

/** `3 items: 3 new`. */
export const itemCount = (items: readonly ItemSummary[]): string => counted(items.length, 'item');
