import { BlockList, isIP } from 'node:net';
import {
  type GeneralName,
  type GeneralSubtree,
  id_ce_nameConstraints,
  NameConstraints,
} from '@peculiar/asn1-x509';
import type { Certificate } from '../certificate/certificate.js';
import { derOf } from '../asn1/asn.js';
import { childrenOf, readTlv, type Tlv } from '../asn1/der.js';
import { DistinguishedName } from '../names/distinguished-name.js';
import { trust } from '../../untrusted.js';

/** Whether a name lies in a subtree. */
type Within<Name> = (name: Name, base: Name) => boolean;

/** One kind of names (RFC 5280 §4.2.1.10): which a certificate has, what a subtree is, what lies in it. */
interface Kind<Name> {
  readonly names: (certificate: Certificate) => readonly Name[];
  readonly base: (general: GeneralName) => Name | undefined;
  readonly permits: Within<Name>;
  /** Where a name may stand for several, whether one of them lies in the subtree. */
  readonly excludes?: Within<Name>;
}

const dnsWithin: Within<string> = (name, base) =>
  base === '' || name === base || name.endsWith(base.startsWith('.') ? base : `.${base}`);

const dns: Kind<string> = {
  names: ({ names }) => names.dns,
  base: ({ dNSName }) => dNSName?.toLowerCase(),
  permits: dnsWithin,
  excludes: (name, base) => dnsWithin(name, base) || (name.startsWith('*.') && base.endsWith(name.slice(1))),
};

const hostWithin: Within<string> = (host, base) =>
  base.startsWith('.') ? host.endsWith(base) : host === base;

const emails: Kind<string> = {
  names: ({ names, subject }) => [...names.emails, ...subject.values('emailAddress')],
  base: ({ rfc822Name }) => rfc822Name,
  permits: (name, base) => {
    const [local, host] = [name.slice(0, name.lastIndexOf('@')), name.slice(name.lastIndexOf('@') + 1)];
    const [baseLocal, baseHost] = base.includes('@') ? base.split('@') : [undefined, base];
    const sameLocal = baseLocal === undefined || baseLocal === local;
    return sameLocal && hostWithin(host.toLowerCase(), baseHost!.toLowerCase());
  },
};

const hostOf = (uri: string): string => (URL.canParse(uri) ? new URL(uri).hostname.toLowerCase() : '');

const uris: Kind<string> = {
  names: ({ names }) => names.uris,
  base: ({ uniformResourceIdentifier }) => uniformResourceIdentifier?.toLowerCase(),
  permits: (uri, base) => hostOf(uri) !== '' && hostWithin(hostOf(uri), base),
  // What has no host name cannot be shown to lie outside.
  excludes: (uri, base) => hostOf(uri) === '' || isIP(hostOf(uri)) !== 0 || hostWithin(hostOf(uri), base),
};

const family = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

const ips: Kind<string> = {
  names: ({ names }) => names.ips,
  base: ({ iPAddress }) => iPAddress,
  permits: (ip, base) => {
    const [address, bits] = base.split('/');
    if (isIP(ip) !== isIP(address!)) return false;
    const subnet = new BlockList();
    subnet.addSubnet(address!, Number(bits), family(ip));
    return subnet.check(ip, family(ip));
  },
};

const directoryNames: Kind<DistinguishedName> = {
  names: ({ names, subject }) => [...(subject.isEmpty ? [] : [subject]), ...names.directoryNames],
  base: ({ directoryName }) => directoryName && DistinguishedName.fromDer(derOf(directoryName)),
  permits: (name, base) => name.isWithin(base),
};

/** Refuses a certificate whose names an authority above it may not vouch for. Throws `Untrusted('name-constraint')`. */
export const assertNameConstraints = (authority: Certificate, certificate: Certificate): void => {
  const constraints = authority.extensions.read(id_ce_nameConstraints, NameConstraints);
  if (!constraints) return;
  assertReadable(authority, constraints, certificate);
  assertKind(dns, constraints, certificate);
  assertKind(emails, constraints, certificate);
  assertKind(uris, constraints, certificate);
  assertKind(ips, constraints, certificate);
  assertKind(directoryNames, constraints, certificate);
};

const assertKind = <Name>(kind: Kind<Name>, constraints: NameConstraints, certificate: Certificate): void => {
  const names = kind.names(certificate);
  const [permitted, excluded] = [
    basesOf(kind, constraints.permittedSubtrees),
    basesOf(kind, constraints.excludedSubtrees),
  ];
  const excludes = kind.excludes ?? kind.permits;
  for (const name of names) {
    trust(permitted.length === 0 || permitted.some((base) => kind.permits(name, base)), 'name-constraint');
    trust(!excluded.some((base) => excludes(name, base)), 'name-constraint');
  }
};

const basesOf = <Name>(kind: Kind<Name>, subtrees: readonly GeneralSubtree[] = []): Name[] =>
  [...subtrees].flatMap(({ base }) => kind.base(base) ?? []);

const isReadable = ({ base, minimum, maximum }: GeneralSubtree): boolean =>
  minimum === 0 &&
  maximum === undefined &&
  [dns, emails, uris, ips, directoryNames].some((kind) => kind.base(base) !== undefined);

// RFC 5280 §4.2.1.10: a constraint on names that a certificate has is processed, or the certificate is refused.
const assertReadable = (
  authority: Certificate,
  constraints: NameConstraints,
  certificate: Certificate,
): void => {
  const subtrees = [...(constraints.permittedSubtrees ?? []), ...(constraints.excludedSubtrees ?? [])];
  trust(subtrees.every(isReadable) || certificate.names.others === 0, 'name-constraint');
  trust(
    subtrees.every(({ minimum, maximum }) => minimum === 0 && maximum === undefined),
    'name-constraint',
  );
  const { value } = authority.extensions.get(id_ce_nameConstraints)!;
  trust(hasPlainMasks(value, readTlv(value, 0)), 'name-constraint');
};

const IP_ADDRESS = 0x87;
const CONSTRUCTED = 0x20;

// A mask with holes could not be told from another one with as many bits.
const hasPlainMasks = (bytes: Uint8Array, value: Tlv): boolean => {
  if (value.tag & CONSTRUCTED) return childrenOf(bytes, value).every((child) => hasPlainMasks(bytes, child));
  if (value.tag !== IP_ADDRESS) return true;
  const length = value.end - value.start;
  const mask = Buffer.from(bytes.slice(value.start + length / 2, value.end));
  const bits = [...mask].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return [8, 32].includes(length) && /^1*0*$/.test(bits);
};
