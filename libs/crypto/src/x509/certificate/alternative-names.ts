import { isIP } from 'node:net';
import { GeneralName, type GeneralNames, SubjectAlternativeName } from '@peculiar/asn1-x509';
import { DistinguishedName } from '../names/distinguished-name.js';
import { derOf, parseAsn } from '../asn1/asn.js';
import { trust } from '../../untrusted.js';

/** What else a certificate is for (RFC 5280 §4.2.1.6), or is asked for. */
export interface AlternativeNames {
  /** Host names in lower case; a leading `*.` stands for one label. */
  readonly dns: readonly string[];
  readonly uris: readonly string[];
  /** Addresses as `net.isIP` knows them. */
  readonly ips: readonly string[];
  readonly emails: readonly string[];
  readonly directoryNames: readonly DistinguishedName[];
  /** How many there are of kinds that nothing here reads. */
  readonly others: number;
}

export const noNames: AlternativeNames = {
  dns: [],
  uris: [],
  ips: [],
  emails: [],
  directoryNames: [],
  others: 0,
};

const MAX_NAMES = 100;

/** Reads and checks them. Throws `Untrusted('malformed-name')`, for a NUL in a host name for example. */
export const readAlternativeNames = (names: GeneralNames | readonly GeneralName[]): AlternativeNames => {
  trust(names.length <= MAX_NAMES, 'malformed-name');
  const pick = <Value>(read: (name: GeneralName) => Value | undefined): Value[] =>
    [...names].flatMap((name) => read(name) ?? []);
  const found = {
    dns: pick(({ dNSName }) => dNSName && dnsName(dNSName)),
    uris: pick(
      ({ uniformResourceIdentifier }) => uniformResourceIdentifier && uri(uniformResourceIdentifier),
    ),
    ips: pick(({ iPAddress }) => iPAddress && ip(iPAddress)),
    emails: pick(({ rfc822Name }) => rfc822Name && email(rfc822Name)),
    directoryNames: pick(
      ({ directoryName }) => directoryName && DistinguishedName.fromDer(derOf(directoryName)),
    ),
  };
  const known = Object.values(found).reduce((sum, { length }) => sum + length, 0);
  return { ...found, others: names.length - known };
};

/** Names to be written, checked as if they were read. */
export const writeAlternativeNames = (
  names: Partial<AlternativeNames>,
): SubjectAlternativeName | undefined => {
  const general = [
    ...(names.dns ?? []).map((name) => new GeneralName({ dNSName: dnsName(name) })),
    ...(names.uris ?? []).map((name) => new GeneralName({ uniformResourceIdentifier: uri(name) })),
    ...(names.ips ?? []).map((name) => new GeneralName({ iPAddress: ip(name) })),
    ...(names.emails ?? []).map((name) => new GeneralName({ rfc822Name: email(name) })),
  ];
  if (general.length === 0) return undefined;
  const value = new SubjectAlternativeName(general);
  return parseAsn(SubjectAlternativeName, derOf(value), 'malformed-name');
};

const LABEL = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/i;

// RFC 1034 §3.5, with `_` as it is used.
const dnsName = (name: string): string => {
  const labels = name.split('.');
  const [first, ...rest] = labels;
  const hosts = first === '*' && rest.length >= 2 ? rest : labels;
  trust(name.length <= 253 && hosts.every((label) => LABEL.test(label)), 'malformed-name');
  return name.toLowerCase();
};

const VISIBLE = /^[!-~]+$/;

const uri = (text: string): string => {
  trust(text.length <= 2048 && VISIBLE.test(text) && /^[a-z][a-z0-9+.-]*:./i.test(text), 'malformed-name');
  return text;
};

const ip = (text: string): string => {
  trust(isIP(text) && !text.includes('%'), 'malformed-name');
  return text.toLowerCase();
};

const email = (text: string): string => {
  trust(text.length <= 254 && VISIBLE.test(text) && /^[^@]+@[^@]+$/.test(text), 'malformed-name');
  return text;
};
