import { join } from 'node:path';
import { walk, type WalkOptions, type WalkState } from '../../../buyer/src/index.js';
import type { SandboxPerson } from './sandbox-secrets.js';

export interface WalkThrough {
  readonly origin: string;
  /** PEM file of the authority of a sandbox that is reached over https. */
  readonly ca?: string | undefined;
  /** Whose credential the Seller has to show, by the identifiers of issuers; it need not, unless given. */
  readonly sellerAnchors?: readonly string[];
  /** Data folder of the sandbox; the Buyer has a folder of its own in it. */
  readonly folder: string;
  readonly secrets: { readonly person: SandboxPerson };
}

/** The sample Buyer walks the ten steps against a running sandbox, in words on standard output. */
export const walkThrough = (
  { origin, ca, folder, secrets, sellerAnchors }: WalkThrough,
  options: Omit<Partial<WalkOptions>, 'origin' | 'person' | 'folder'> = {},
): Promise<WalkState> => {
  const seller = { origin, person: secrets.person, folder: join(folder, 'buyer'), sellerAnchors };
  return walk({ ...seller, ...options, tls: { ca, ...options.tls } });
};
