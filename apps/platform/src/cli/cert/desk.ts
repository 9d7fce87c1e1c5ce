import { directoryAccess, type DirectoryAccess } from './directory-access.js';
import { PartyStore, type StorePlaces } from './party-store.js';

/** What a ceremony works with: the keys of the party, and the directory. */
export interface Desk {
  readonly store: PartyStore;
  readonly access: DirectoryAccess;
}

/** As the options of a ceremony name them. */
export interface Places extends StorePlaces {
  readonly directory?: string;
}

export const sitDown = async (places: Places): Promise<Desk> => {
  const access = await directoryAccess(places.directory);
  return { store: await PartyStore.open(places), access };
};
