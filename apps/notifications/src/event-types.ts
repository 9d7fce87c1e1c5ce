/** A type of event that a Buyer can listen to. */
export interface EventType {
  /** Path below the callback (MEF Sonata Quote Notification; ours for intents and clients). */
  readonly path: string;
  /** Where the Buyer reads the subject, below the issuer. */
  readonly href: (id: string) => string;
  /** Whether `event` tells the new state: Quote Notification v8 does not, its Buyer reads the quote. */
  readonly tellsState: boolean;
}

const quote = (name: string): EventType => ({
  path: `/mefApi/sonata/quoteNotification/v8/listener/${name}`,
  href: (id) => `/mefApi/sonata/quoteManagement/v8/quote/${encodeURIComponent(id)}`,
  tellsState: false,
});

/** `QuoteEventType` of Quote Notification v8. Prices move with the whole quote here, so no item changes state on its own. */
export const quoteEventTypes = ['quoteStateChangeEvent', 'quoteItemStateChangeEvent'] as const;

export const eventTypes = ['intentStateChangeEvent', ...quoteEventTypes, 'clientStateChangeEvent'] as const;
export type EventTypeName = (typeof eventTypes)[number];

export const eventTypeOf: Readonly<Record<EventTypeName, EventType>> = {
  intentStateChangeEvent: {
    path: '/mefApi/sonata/intentNotification/v1/listener/intentStateChangeEvent',
    href: (id) => `/intents/${encodeURIComponent(id)}`,
    tellsState: true,
  },
  clientStateChangeEvent: {
    path: '/mefApi/sonata/clientNotification/v1/listener/clientStateChangeEvent',
    href: (id) => `/register/${encodeURIComponent(id)}`,
    tellsState: true,
  },
  quoteStateChangeEvent: quote('quoteStateChangeEvent'),
  quoteItemStateChangeEvent: quote('quoteItemStateChangeEvent'),
};
