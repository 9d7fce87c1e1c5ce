import { sign } from 'node:crypto';
import {
  CertificateList,
  CRLNumber,
  type Extension,
  id_ce_cRLNumber,
  Name,
  RevokedCertificate,
  TBSCertList,
  Time,
} from '@peculiar/asn1-x509';
import { arrayBufferOf, derOf, parseAsn } from './asn1/asn.js';
import { childrenOf, readTlv } from './asn1/der.js';
import { asnExtension, extensionOf } from './certificate/extension-set.js';
import { algorithm, tlv } from './forge.fixture.js';
import { serialNumberOf } from './issuing/issue-certificate.js';
import { day, type Party } from './x509.fixture.js';

/** What to do wrong. */
export interface ListForgery {
  readonly thisUpdate?: Date;
  readonly nextUpdate?: Date | undefined;
  readonly extensions?: readonly Extension[];
  readonly entryExtensions?: readonly Extension[];
  readonly oid?: string;
  readonly hash?: string;
}

export const crlNumber = asnExtension(extensionOf(id_ce_cRLNumber, new CRLNumber(1)));

/** A list that says a certificate is revoked, with something wrong about it. */
export const forgeCrl = (issuer: Party, revokedSerial: string, forgery: ListForgery = {}): Buffer => {
  const { thisUpdate = day(-1), extensions = [crlNumber], entryExtensions } = forgery;
  const signature = algorithm(forgery.oid ?? '1.2.840.10045.4.3.2');
  const nextUpdate = 'nextUpdate' in forgery ? forgery.nextUpdate : day(1);
  const entry = new RevokedCertificate({
    userCertificate: serialNumberOf(revokedSerial),
    revocationDate: new Time(day(-1)),
    ...(entryExtensions ? { crlEntryExtensions: [...entryExtensions] } : {}),
  });
  const tbsCertList = new TBSCertList({
    version: 1,
    signature,
    issuer: parseAsn(Name, issuer.certificate.subject.der, 'fixture'),
    thisUpdate: new Time(thisUpdate),
    ...(nextUpdate ? { nextUpdate: new Time(nextUpdate) } : {}),
    revokedCertificates: [entry],
    crlExtensions: [...extensions],
  });
  const value = sign(forgery.hash ?? 'sha256', derOf(tbsCertList), issuer.privateKey);
  return derOf(
    new CertificateList({ tbsCertList, signatureAlgorithm: signature, signature: arrayBufferOf(value) }),
  );
};

/** Serial numbers of the entries of a long list count from here. */
export const FIRST_SERIAL = 0x40000000;

/** An honest list with so many entries. */
export const forgeLongCrl = (issuer: Party, count: number): Buffer => {
  const short = forgeCrl(issuer, '4711');
  const [tbs, identifier] = childrenOf(short, readTlv(short, 0));
  const parts = childrenOf(short, tbs!).map((part) => short.subarray(part.at, part.end));
  const entries = Array.from({ length: count }, (_, at) => entryOf(FIRST_SERIAL + at));
  const revoked = tlv(0x30, Buffer.concat(entries));
  const data = tlv(0x30, Buffer.concat([...parts.slice(0, 5), revoked, ...parts.slice(6)]));
  const signature = tlv(3, Buffer.concat([Buffer.of(0), sign('sha256', data, issuer.privateKey)]));
  return tlv(0x30, Buffer.concat([data, short.subarray(identifier!.at, identifier!.end), signature]));
};

const entryOf = (serial: number): Buffer => {
  const number = Buffer.alloc(4);
  number.writeUInt32BE(serial);
  return tlv(0x30, Buffer.concat([tlv(2, number), tlv(0x17, Buffer.from('261101000000Z'))]));
};
