import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Range = readonly [Address, number];

/** Names that Fastify takes for ranges, so that one setting means the same for both. */
const named: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.1/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};

/** Tells whether the other end of a connection is one of these addresses or ranges. Throws for what is neither. */
export const trustedProxies = (entries: readonly string[]): ((address: string | undefined) => boolean) => {
  const ranges = entries.flatMap((entry) => named[entry] ?? [entry]).map(rangeOf);
  return (text) => {
    if (text === undefined || !ipaddr.isValid(text)) return false;
    const address = ipaddr.process(text); // an IPv4 address mapped into IPv6 is that IPv4 address
    return ranges.some(([base, bits]) => base.kind() === address.kind() && matches(address, base, bits));
  };
};

const matches = (address: Address, base: Address, bits: number): boolean =>
  (address as ipaddr.IPv4).match(base as ipaddr.IPv4, bits);

const rangeOf = (entry: string): Range => {
  if (entry.includes('/')) return ipaddr.parseCIDR(entry);
  const address = ipaddr.process(entry);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
};
