/** A rule of the Seller, for all clients or those of some profiles (MEF 128 R13@6.4). */
export type PolicyRule = { readonly profiles?: readonly string[] } & (
  | { readonly rule: 'accept-statement-issuers'; readonly issuers: readonly string[] }
  | { readonly rule: 'require-legal-entity-credential'; readonly anchors?: readonly string[] }
  | { readonly rule: 'require-resolvable-credential'; readonly outcomes?: readonly string[] }
  | { readonly rule: 'require-claims'; readonly claims: readonly string[] }
  | { readonly rule: 'refuse-organisations'; readonly leis: readonly string[] }
);

/** Whom a Seller registers, as data: whose word it takes (R1, R8), and what it wants to be shown. */
export interface RegistrationPolicy {
  /** The Seller's own name of this state of it, for the record. */
  readonly version: string;
  /** Identifiers of the issuers of credentials whose word is taken without another's. */
  readonly anchors: readonly string[];
  /** Issuers between a credential and an anchor, at most. */
  readonly maxDepth: number;
  readonly rules: readonly PolicyRule[];
}

/** Statements alone, as trusted issuers sign them. */
export const statementsAlone: RegistrationPolicy = { version: '1', anchors: [], maxDepth: 3, rules: [] };
