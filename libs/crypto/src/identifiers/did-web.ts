import { trust } from '../untrusted.js';

/** An address that a did:web may stand for: a host, a port, and path segments without dot segments or encoded slashes. */
const segment = /^[A-Za-z0-9._~-]+$/;
const authority = /^[A-Za-z0-9.-]+(?::[0-9]{1,5})?$/;
const loopback = /^(localhost|127\.0\.0\.1)(:|$)/;

/**
 * The address of the document of a did:web (did:web §3.2): https, or http for loopback in a sandbox. A port is written
 * `%3A`; nothing else may be percent-encoded, so that no DID reaches what its text does not show.
 * Throws `Untrusted('did-web-malformed')`.
 */
export const didWebUrl = (did: string, policy: { readonly httpOnLoopback?: boolean } = {}): string => {
  const [host, ...path] = did.slice('did:web:'.length).split(':');
  const origin = host!.replace(/%3A/gi, ':');
  trust(authority.test(origin), 'did-web-malformed');
  trust(
    path.every((one) => segment.test(one) && !/^\.+$/.test(one)),
    'did-web-malformed',
  );
  const scheme = policy.httpOnLoopback && loopback.test(origin) ? 'http' : 'https';
  const location = path.length === 0 ? '.well-known' : path.join('/');
  const url = `${scheme}://${origin}/${location}/did.json`;
  trust(URL.canParse(url), 'did-web-malformed');
  return url;
};

/** The did:web of an address: `https://seller.example:8443/directory` is `did:web:seller.example%3A8443:directory`. */
export const didWebOf = (address: string): string => {
  const { host, pathname } = new URL(address);
  const path = pathname.split('/').filter((one) => one !== '');
  return ['did:web', host.replace(':', '%3A'), ...path].join(':');
};
