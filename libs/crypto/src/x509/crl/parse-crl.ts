import {
  CRLReason,
  CRLReasons,
  Extensions,
  id_ce_cRLReasons,
  id_ce_invalidityDate,
  InvalidityDate,
  Time,
} from '@peculiar/asn1-x509';
import type { Revocation, RevocationReason } from '../chain/revocation.js';
import { orUntrusted, parseAsn } from '../asn1/asn.js';
import { assertDer, childrenOf, readTlv, type Tlv } from '../asn1/der.js';
import { derFrom } from '../asn1/pem.js';
import { serialOf } from '../certificate/certificate.js';
import { ExtensionSet } from '../certificate/extension-set.js';
import type { SignedBytes } from '../certificate/signature-algorithms.js';
import { readSigned, sliceOf } from '../certificate/signed.js';
import { DistinguishedName } from '../names/distinguished-name.js';
import { trust } from '../../untrusted.js';

/** Bytes: about 200,000 revoked certificates. */
const MAX_BYTES = 8 * 1024 * 1024;
const LABEL = 'X509 CRL';

/** A list of revoked certificates as it was read: checked for form, not yet for its signature; see `verifyCrl`. */
export interface RevocationList {
  readonly der: Uint8Array;
  readonly issuer: DistinguishedName;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  readonly extensions: ExtensionSet;
  readonly signed: SignedBytes;
  /** How many certificates are revoked. */
  readonly size: number;
  /** What the list says about a serial number (hexadecimal): `good` when it is silent. */
  readonly of: (serial: string) => Revocation;
}

/**
 * Reads a CRL (RFC 5280 §5), DER or PEM. Entries are found by their serial number and read when they are asked for.
 * Throws `Untrusted`: `oversized`, `malformed-pem`, `not-der`, `malformed-crl`, `duplicate-extension`, `weak-signature-hash`,
 * `unknown-signature-algorithm`, `unknown-critical-extension`.
 */
export const parseCrl = (input: string | Uint8Array, { maxBytes = MAX_BYTES } = {}): RevocationList => {
  const der = derFrom(input, LABEL, maxBytes);
  assertDer(der);
  return orUntrusted('malformed-crl', () => listOf(der));
};

const SEQUENCE = 0x30;
const UTC_TIME = 0x17;
const GENERALIZED_TIME = 0x18;
const EXTENSIONS = 0xa0;

const isTime = (value: Tlv | undefined): value is Tlv =>
  value?.tag === UTC_TIME || value?.tag === GENERALIZED_TIME;

// Read by hand: the ASN.1 library makes a dozen objects of each entry, and a list may have 200,000.
const listOf = (der: Buffer): RevocationList => {
  const { contents, algorithm, signed } = readSigned(der, 'malformed-crl');
  const [version, inner, issuer, thisUpdate, nextUpdate, ...rest] = childrenOf(der, contents);
  // RFC 5280 §5.1.2.1, §5.1.2.5: version 2, and the time of the next list is always given.
  trust(version?.tag === 0x02 && Buffer.of(2, 1, 1).equals(sliceOf(der, version)), 'malformed-crl');
  trust(isTime(thisUpdate) && isTime(nextUpdate), 'malformed-crl');
  trust(Buffer.from(algorithm).equals(sliceOf(der, inner!)), 'malformed-crl');
  const revoked = entriesBySerial(
    der,
    rest.find(({ tag }) => tag === SEQUENCE),
  );
  return Object.freeze({
    der,
    issuer: DistinguishedName.fromDer(sliceOf(der, issuer!)),
    thisUpdate: timeOf(der, thisUpdate),
    nextUpdate: timeOf(der, nextUpdate),
    extensions: extensionsOf(
      der,
      rest.find(({ tag }) => tag === EXTENSIONS),
    ),
    signed,
    size: revoked.size,
    of: (serial: string) => {
      const entry = revoked.get(serial);
      return entry ? revocationOf(der, entry) : { status: 'good' as const };
    },
  });
};

const timeOf = (der: Buffer, time: Tlv): Date =>
  parseAsn(Time, sliceOf(der, time), 'malformed-crl').getTime();

const extensionsOf = (der: Buffer, tagged: Tlv | undefined): ExtensionSet => {
  const bytes = tagged && der.subarray(tagged.start, tagged.end);
  return ExtensionSet.of(bytes && parseAsn(Extensions, bytes, 'malformed-crl'));
};

const entriesBySerial = (der: Buffer, entries: Tlv | undefined): ReadonlyMap<string, Tlv> => {
  const bySerial = new Map<string, Tlv>();
  for (let at = entries?.start ?? 0; entries && at < entries.end;) {
    const entry = readTlv(der, at, entries.end);
    const serial = readTlv(der, entry.start, entry.end);
    trust(serial.tag === 0x02, 'malformed-crl');
    bySerial.set(serialOf(der.subarray(serial.start, serial.end)), entry);
    at = entry.end;
  }
  return bySerial;
};

const revocationOf = (der: Buffer, entry: Tlv): Revocation => {
  const [, date, extensions] = childrenOf(der, entry);
  const revokedAt = timeOf(der, date!);
  if (!extensions) return { status: 'revoked', revokedAt };
  const set = ExtensionSet.of(parseAsn(Extensions, sliceOf(der, extensions), 'malformed-crl'));
  // A list of several issuers' certificates names them here; such lists are refused.
  trust(set.critical.length === 0, 'unknown-critical-extension');
  const reason = reasonOf(set.read(id_ce_cRLReasons, CRLReason)?.reason);
  const invalid = set.read(id_ce_invalidityDate, InvalidityDate)?.value;
  // RFC 5280 §5.3.2: when the key was probably lost, which may be before anybody knew.
  const since = invalid && invalid < revokedAt ? invalid : revokedAt;
  return { status: 'revoked', revokedAt: since, ...(reason ? { reason } : {}) };
};

/** The name of a reason's number; undefined for one that does not exist. */
export const reasonOf = (code: CRLReasons | undefined): RevocationReason | undefined =>
  code === undefined ? undefined : (CRLReasons[code] as RevocationReason | undefined);
