import ipaddr from 'ipaddr.js';
import type { TlsClientSubject } from '#contracts';
import { type Certificate, DistinguishedName, sameDn } from '#crypto';

interface Attribute {
  /** The one spelling in which a value is kept. Throws for what is no such value. */
  readonly normal: (value: string) => string;
  readonly isOf: (certificate: Pick<Certificate, 'subject' | 'names'>, value: string) => boolean;
}

/**
 * What may identify a client in its certificate (RFC 8705 §2.1.2), and how it is compared: names as names, addresses as
 * addresses. A wildcard is the name `*.…` and stands for no other.
 */
const attributes: Readonly<Record<TlsClientSubject['attribute'], Attribute>> = {
  subject_dn: {
    normal: (value) => DistinguishedName.parse(value).toString(),
    isOf: ({ subject }, value) => sameDn(subject, value),
  },
  san_dns: {
    normal: (value) =>
      matching(value.toLowerCase(), /^(\*\.)?([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9-]{1,63}$/),
    isOf: ({ names }, value) => names.dns.includes(value),
  },
  san_uri: {
    normal: (value) => matching(value, /^[a-z][a-z0-9+.-]*:[!-~]+$/i),
    isOf: ({ names }, value) => names.uris.includes(value),
  },
  san_ip: {
    normal: (value) => ipaddr.parse(matching(value, /^[0-9a-f:.]+$/i)).toString(),
    isOf: ({ names }, value) => names.ips.some((ip) => ipaddr.parse(ip).toString() === value),
  },
  san_email: {
    normal: (value) => normalEmail(matching(value, /^[!-~]+@[!-~]+$/)),
    isOf: ({ names }, value) => names.emails.some((email) => normalEmail(email) === value),
  },
};

/** A value in the spelling in which it is kept and compared. Throws for what is no such value. */
export const normalSubject = ({ attribute, value }: TlsClientSubject): TlsClientSubject => ({
  attribute,
  value: attributes[attribute].normal(value),
});

/** Whether a certificate is of the client that registered this subject. */
export const isOfSubject = (
  certificate: Pick<Certificate, 'subject' | 'names'>,
  { attribute, value }: TlsClientSubject,
): boolean => attributes[attribute].isOf(certificate, value);

const matching = (value: string, pattern: RegExp): string => {
  if (value.length <= 2000 && pattern.test(value)) return value;
  throw new Error('malformed-subject');
};

// RFC 5280 §7.5: the host without regard to case, what is before it as it is.
const normalEmail = (email: string): string => {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, at)}@${email.slice(at + 1).toLowerCase()}`;
};
