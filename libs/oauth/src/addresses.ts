import ipaddr from 'ipaddr.js';

/**
 * Whether an IP address is one of the public internet: global unicast, and no tunnel or translation into other networks
 * (IPv4-mapped, NAT64, 6to4, Teredo), no special-purpose block (RFC 6890).
 */
export const isPublicAddress = (text: string): boolean => {
  const address = parse(text);
  if (!address || address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv4 || address.match(GLOBAL_UNICAST, 3);
};

/** 127.0.0.0/8 and ::1, and nothing that only maps onto them. */
export const isLoopbackAddress = (text: string): boolean => parse(text)?.range() === 'loopback';

// RFC 4291 §2.4: 2000::/3; ipaddr.js calls everything unicast that it has no name for.
const GLOBAL_UNICAST = ipaddr.IPv6.parse('2000::');

const parse = (text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined =>
  ipaddr.isValid(text) && !text.includes('%') ? ipaddr.parse(text) : undefined;
