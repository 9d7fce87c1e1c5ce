import { contracts, type PublicKind } from '#contracts';

/** Which streams of its neighbours a service keeps. */
export interface Followed {
  /** Their owners. */
  readonly services: readonly string[];
  /** The public events of their kinds. */
  readonly types: readonly string[];
  /** Whether streams of this kind and owner are kept; what others own, and what is its own, is read where it is. */
  readonly keeps: (kind: PublicKind, owner: string) => boolean;
}

/** What a service that keeps these kinds has to follow. */
export const followedBy = (service: string, kinds: readonly PublicKind[]): Followed => {
  const owners = kinds.flatMap((kind) => contracts[kind].owner);
  return {
    services: [...new Set(owners)].filter((owner) => owner !== service),
    types: kinds.flatMap((kind) => Object.keys(contracts[kind].events)),
    keeps: (kind, owner) => kinds.includes(kind) && owner !== service,
  };
};

/** The service that writes a stream. Signing keys belong to the service they are named after. */
export const ownerOf = (kind: PublicKind, id: string): string => {
  const { owner } = contracts[kind];
  return typeof owner === 'string' ? owner : id;
};
