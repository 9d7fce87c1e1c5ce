import {
  closed,
  contactSchema,
  dateTime,
  durationSchema,
  itemTermSchema,
  noteSchema,
  placeSchema,
  referenceSchema,
  text,
  texts,
  when,
} from './quote-create-parts.js';

/** One line of a quote request: what is to be done to which product, where, and for how long. */
export interface QuoteItemCreate {
  readonly id: string;
  readonly action: 'add' | 'modify' | 'delete';
  readonly requestedQuoteItemTerm?: {
    readonly name: string;
    readonly duration: { readonly amount: number; readonly units: string };
    readonly endOfTermAction: 'roll' | 'autoDisconnect' | 'autoRenew';
    readonly [more: string]: unknown;
  };
  readonly product?: {
    readonly id?: string;
    readonly productOffering?: { readonly id: string };
    readonly productConfiguration?: { readonly '@type': string; readonly [more: string]: unknown };
    readonly place?: readonly { readonly '@type': string; readonly role: string }[];
    readonly [more: string]: unknown;
  };
  readonly quoteItemRelationship?: readonly { readonly id: string; readonly relationshipType: string }[];
  readonly [more: string]: unknown;
}

/** The body of `createQuote`, and the payload of an intent of kind `quote`. */
export interface QuoteCreate {
  readonly buyerRequestedQuoteLevel: 'budgetary' | 'firm';
  readonly instantSyncQuote: boolean;
  readonly externalId?: string;
  readonly projectId?: string;
  /** RFC 3339. */
  readonly requestedQuoteCompletionDate?: string;
  readonly quoteItem: readonly QuoteItemCreate[];
  readonly [more: string]: unknown;
}

const relationship = (...more: readonly string[]) =>
  closed({ id: text, relationshipType: text, ...texts(...more) } as Record<string, object>, [
    'id',
    'relationshipType',
  ]);

const productSchema = closed(
  {
    id: text,
    href: { type: 'string' },
    place: { type: 'array', items: placeSchema },
    productConfiguration: { type: 'object', properties: { '@type': text }, required: ['@type'] },
    productOffering: referenceSchema(),
    productRelationship: { type: 'array', items: relationship('href', 'groupingKey') },
  },
  [],
);

/** A product that exists is named by its id; one that is to be made has none yet (MEF 115, `product.id`). */
const productByAction = {
  allOf: [
    when(
      { properties: { action: { const: 'add' } }, required: ['action'] },
      { properties: { product: { properties: { id: false } } } },
    ),
    when(
      { properties: { action: { enum: ['modify', 'delete'] } }, required: ['action'] },
      { required: ['product'], properties: { product: { required: ['id'] } } },
    ),
  ],
};

const quoteItemSchema = {
  ...closed(
    {
      id: text,
      action: { enum: ['add', 'modify', 'delete'] },
      requestedQuoteItemTerm: itemTermSchema,
      requestedQuoteItemInstallationInterval: durationSchema,
      product: productSchema,
      productOfferingQualificationItem: closed(
        {
          id: text,
          productOfferingQualificationId: text,
          ...texts('alternateProductProposalId', 'productOfferingQualificationHref'),
        } as Record<string, object>,
        ['id', 'productOfferingQualificationId'],
      ),
      quoteItemRelationship: { type: 'array', items: relationship() },
      relatedContactInformation: { type: 'array', items: contactSchema },
      note: { type: 'array', items: noteSchema },
      ...texts('agreementName', 'dealReference'),
    } as Record<string, object>,
    ['id', 'action'],
  ),
  ...productByAction,
};

/** A quote that takes its time needs somebody at the Buyer to talk to (MEF 115, `relatedContactInformation`). */
const contactUnlessInstant = when(
  { properties: { instantSyncQuote: { const: false } }, required: ['instantSyncQuote'] },
  {
    required: ['relatedContactInformation'],
    properties: {
      relatedContactInformation: {
        contains: { properties: { role: { const: 'buyerContactInformation' } }, required: ['role'] },
      },
    },
  },
);

/** JSON Schema of `Quote_Create`, Sonata Quote Management 8.0.1; needs the `discriminator` keyword of OpenAPI. */
export const quoteCreateSchema = {
  ...closed(
    {
      buyerRequestedQuoteLevel: { enum: ['budgetary', 'firm'] },
      instantSyncQuote: { type: 'boolean' },
      externalId: text,
      projectId: text,
      description: { type: 'string' },
      requestedQuoteCompletionDate: dateTime,
      note: { type: 'array', items: noteSchema },
      relatedContactInformation: { type: 'array', items: contactSchema },
      quoteItem: { type: 'array', minItems: 1, maxItems: 500, items: quoteItemSchema },
    },
    ['buyerRequestedQuoteLevel', 'instantSyncQuote', 'quoteItem'],
  ),
  ...contactUnlessInstant,
};
