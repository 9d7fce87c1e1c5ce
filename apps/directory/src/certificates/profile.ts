/** Who takes part in the ceremonies: the UAE page says TPP, API Hub and LFI, MEF says Buyer and Seller (a Hub runs for one). */
export type Party = 'buyer' | 'hub' | 'seller';

/** The two sets of authorities, keys and certificates; nothing of one is trusted in the other. */
export type Environment = 'sandbox' | 'production';

/** Kinds of keys, by the names that JWKs give them. */
export type KeyType = 'RSA' | 'P-256' | 'Ed25519';

export type ProfileUse = 'client-transport' | 'server-transport' | 'signing' | 'encryption';

/** How the other side recognises the holder of a certificate. */
export interface Pinning {
  readonly by: Party;
  /** What is compared: never the fingerprint, which changes with each renewal. */
  readonly compares: 'subject' | 'organizational-unit' | 'server-name' | 'key-set';
}

/** What a certificate or key of the topology is for, and who does what to get it (UAE API Hub, "Certificates and keys"). */
export interface Profile {
  /** As the UAE page names it. */
  readonly id: string;
  /** The same in the words of MEF: who shows it, for what. */
  readonly name: string;
  readonly purpose: string;
  readonly use: ProfileUse;
  /** Which JWK set publishes it. */
  readonly keySet: 'transport' | 'application';
  /** Whose name it bears: `software` has the id of the software as CN, `organisation` that of the organisation. */
  readonly subject: 'software' | 'organisation';
  /** Whose organisation it belongs to. */
  readonly owner: Party;
  readonly keyHeldBy: Party;
  readonly requestMadeBy: Party;
  /** Who hands the request to the directory, and passes on what comes back. */
  readonly issuedAtRequestOf: Party;
  readonly pinned: Pinning;
  /** `key-only`: the key is published without a certificate and without an end (UAE `SERVER ENCKEY`). */
  readonly form: 'certificate' | 'key-only';
  /** `public`: browsers have to trust it, so it does not chain to the framework. */
  readonly issuer: 'framework' | 'public';
  readonly serverNames: 'required' | 'none';
  readonly keyTypes: readonly KeyType[];
}

/** The environments there are. */
export const environments: readonly Environment[] = ['sandbox', 'production'];
