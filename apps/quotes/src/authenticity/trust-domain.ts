import type { PublicClient } from '#contracts';

/**
 * Hosts of a Buyer's Trust Domain: those of the addresses it registered, which its software statement vouches for. Who wants
 * to speak from elsewhere has to have it vouched for there (draft W128 R58: no delegation across Trust Domains).
 */
export const domainsOf = ({ redirectUris, listener }: PublicClient): readonly string[] => {
  const addresses = [...redirectUris, ...(listener ? [listener.tokenEndpoint] : [])];
  return [...new Set(addresses.map(domainOf))];
};

/** The domain identifier of an address: its host, without a port. */
export const domainOf = (address: string): string => new URL(address).hostname;
