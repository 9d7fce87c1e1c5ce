/** A quote of the sample LSO API (owner: quotes). */
export interface PublicQuote {
  readonly quoteId: string;
  readonly state: string;
  readonly clientId: string;
  readonly intentId: string;
  readonly externalId?: string;
  readonly changedAt: string;
}
