/** The names that RFC 4514 §3 writes; every other type is written as its number. */
const written: Readonly<Record<string, string>> = {
  CN: '2.5.4.3',
  L: '2.5.4.7',
  ST: '2.5.4.8',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  C: '2.5.4.6',
  STREET: '2.5.4.9',
  DC: '0.9.2342.19200300.100.1.25',
  UID: '0.9.2342.19200300.100.1.1',
};

/** Names that are read as well (RFC 4519, RFC 2985, ETSI EN 319 412-1; OpenSSL writes them), without regard to case. */
const alsoRead: Readonly<Record<string, string>> = {
  COMMONNAME: '2.5.4.3',
  SN: '2.5.4.4',
  SURNAME: '2.5.4.4',
  SERIALNUMBER: '2.5.4.5',
  COUNTRYNAME: '2.5.4.6',
  LOCALITYNAME: '2.5.4.7',
  S: '2.5.4.8',
  STATEORPROVINCENAME: '2.5.4.8',
  STREETADDRESS: '2.5.4.9',
  ORGANIZATIONNAME: '2.5.4.10',
  ORGANIZATIONALUNITNAME: '2.5.4.11',
  TITLE: '2.5.4.12',
  BUSINESSCATEGORY: '2.5.4.15',
  POSTALCODE: '2.5.4.17',
  GN: '2.5.4.42',
  GIVENNAME: '2.5.4.42',
  DNQUALIFIER: '2.5.4.46',
  ORGANIZATIONIDENTIFIER: '2.5.4.97',
  EMAILADDRESS: '1.2.840.113549.1.9.1',
  E: '1.2.840.113549.1.9.1',
  DOMAINCOMPONENT: '0.9.2342.19200300.100.1.25',
  USERID: '0.9.2342.19200300.100.1.1',
  JURISDICTIONCOUNTRYNAME: '1.3.6.1.4.1.311.60.2.1.3',
};

const names = new Map(Object.entries(written).map(([name, oid]) => [oid, name]));
const numbers = new Map([...Object.entries(written), ...Object.entries(alsoRead)]);
/** X.660: at least two numbers, none with a leading zero; arcs of any length that a certificate would hold. */
const NUMERIC = /^[0-2](\.(0|[1-9]\d{0,17})){1,24}$/;

/** The number (OID) of an attribute type that is named or numbered; undefined for a name that nobody knows. */
export const attributeOid = (type: string): string | undefined => {
  const numeric = type.replace(/^oid\./i, '');
  return NUMERIC.test(numeric) ? numeric : numbers.get(type.toUpperCase());
};

/** RFC 4514 §2.3: the short name, where the specification has one. */
export const attributeName = (oid: string): string | undefined => names.get(oid);
