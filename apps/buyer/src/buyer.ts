import { dirname, join } from 'node:path';
import type { BodyForm } from './messages/body-form.js';
import { Folder } from './state/folder.js';
import { type Connection, type ConnectionFiles, openConnection } from './seller/connection.js';
import { type Identity, loadIdentity } from './state/identity.js';
import { registrationsIn } from './state/registration-file.js';

/** The legal entity that the sample stands for. It is made up; its LEI has right check digits. */
export const organisation = { legalName: 'Meridian Cloud Services Ltd', lei: '969500MERIDIANCLD082' };

/** The sample Buyer, facing one Seller. */
export interface Buyer {
  /** Origin of the Seller, without a trailing slash. */
  readonly seller: string;
  /** Base of the Buyer's own pages and listener. */
  readonly home: string;
  readonly folder: Folder;
  readonly identity: Identity;
  readonly connection: Connection;
  /** Origin of the Seller's LSO APIs, without a trailing slash: where it asks for certificates. */
  readonly resources: string;
  /** Identifiers of the issuers by whose word a Seller is known; none where it need not show who it is. */
  readonly sellerAnchors: readonly string[];
  /** Whether the certificate stands for the client at the token endpoint, and no signature does. */
  readonly authenticatesByTls: boolean;
  /** How bodies prove themselves, where it is registered so. */
  readonly bodies?: BodyForm;
}

export interface BuyerOptions {
  /** Origin of the Seller. */
  readonly origin: string;
  /** Base of the Buyer's own endpoints; `<origin>/buyer` unless given. */
  readonly home?: string;
  /** Folder for the Buyer's own state; every Seller gets a sub-folder. */
  readonly folder: string;
  /** Certificates, for a Seller that is reached over https. */
  readonly tls?: ConnectionFiles;
  /** Origin of the LSO APIs; the Seller's unless given. */
  readonly resources?: string | undefined;
  /** Whose credential the Seller has to present, by the identifiers of issuers; it need not, unless given. */
  readonly sellerAnchors?: readonly string[] | undefined;
  /** `tls_client_auth` needs a certificate; `private_key_jwt` unless given. */
  readonly authentication?: 'private_key_jwt' | 'tls_client_auth';
  /** The form in which bodies are signed, both ways; not at all unless given. */
  readonly bodies?: BodyForm;
}

export const openBuyer = async (options: BuyerOptions): Promise<Buyer> => {
  const { origin, home, folder, tls = {}, authentication, bodies } = options;
  const seller = new URL(origin).origin;
  const connection = await openConnection(tls);
  const authenticatesByTls = authentication === 'tls_client_auth';
  // With a certificate, or signed bodies, it is other software, registered otherwise: it does not take the registration of the one without.
  const kind =
    connection.subject === undefined ? '' : authenticatesByTls ? '_by-certificate' : '_with-certificate';
  const signed = bodies === undefined ? '' : `_${bodies}`;
  const own = new Folder(join(folder, `${folderNameOf(seller)}${kind}${signed}`));
  return {
    seller,
    home: home ?? `${seller}/buyer`,
    folder: own,
    identity: await loadIdentity(own),
    connection,
    resources: options.resources ?? seller,
    sellerAnchors: options.sellerAnchors ?? [],
    authenticatesByTls,
    ...(bodies !== undefined && { bodies }),
  };
};

const folderNameOf = (seller: string): string => seller.replaceAll(/[^\w.-]+/g, '_');

/** Client ids of all software of this Buyer that is registered at its Seller: one listener hears for them all. */
export const clientIdsOf = async ({ seller, folder }: Buyer): Promise<readonly string[]> => {
  const registrations = await registrationsIn(dirname(folder.path), folderNameOf(seller));
  return registrations.map(({ clientId }) => clientId);
};

export const redirectUriOf = ({ home }: Buyer): string => `${home}/callback`;
