import { type AttributeTypeAndValue, Name, RelativeDistinguishedName } from '@peculiar/asn1-x509';
import { derOf, parseAsn } from '../asn1/asn.js';
import { assertDer } from '../asn1/der.js';
import { attributeOid } from './attribute-types.js';
import { derOfValue, preparedText, textOfValue } from './attribute-value.js';
import { readRdns, writeRdns } from './rfc4514.js';
import { trust } from '../../untrusted.js';

const MAX_BYTES = 4096;
const MAX_RDNS = 32;
const MAX_ATTRIBUTES = 8;

/**
 * The name of a party in a certificate (X.501), which two texts may spell in many ways: it is compared as a name
 * (`equals`, `key`), never as a string.
 */
export class DistinguishedName {
  /** Equal for all spellings of one name, different for others: what a name is looked up by. */
  readonly key: string;

  private constructor(
    private readonly rdns: readonly (readonly AttributeTypeAndValue[])[],
    /** As it was encoded where it came from, or as we encode it. */
    readonly der: Uint8Array,
  ) {
    trust(rdns.length <= MAX_RDNS && der.length <= MAX_BYTES, 'malformed-name');
    trust(
      rdns.every((rdn) => rdn.length > 0 && rdn.length <= MAX_ATTRIBUTES),
      'malformed-name',
    );
    this.key = JSON.stringify(rdns.map(keyOfRdn));
    Object.freeze(this);
  }

  /** Reads RFC 4514 text, e.g. `CN=app,OU=org\,1,O=Acme,C=AE`. Throws `Untrusted('malformed-name')`. */
  static parse(text: string): DistinguishedName {
    const rdns = readRdns(text);
    return new DistinguishedName(rdns, encode(rdns));
  }

  /** Reads DER. A name without any attribute is one too: some certificates have only alternative names. */
  static fromDer(der: Uint8Array): DistinguishedName {
    trust(der.length <= MAX_BYTES, 'malformed-name');
    assertDer(der);
    const name = parseAsn(Name, der, 'malformed-name');
    return new DistinguishedName(
      name.map((rdn) => [...rdn]),
      Buffer.from(der),
    );
  }

  /** Makes a name of attributes, the most general first: `of([['C', 'AE'], ['O', 'Acme'], ['CN', 'app']])`. */
  static of(attributes: readonly (readonly [type: string, value: string])[]): DistinguishedName {
    const escaped = attributes.map(([type, value]) => `${type}=${escapeAll(value)}`);
    return DistinguishedName.parse(escaped.toReversed().join(','));
  }

  /** Whether both name the same party: the same RDNs in the same order, each with the same attributes in any order. */
  equals(other: DistinguishedName): boolean {
    return this.key === other.key;
  }

  /** Whether this name is the other's, or stands under it (RFC 5280 §4.2.1.10). */
  isWithin(base: DistinguishedName): boolean {
    const own = this.rdns.map(keyOfRdn);
    return base.rdns.map(keyOfRdn).every((rdn, at) => own[at] === rdn);
  }

  get isEmpty(): boolean {
    return this.rdns.length === 0;
  }

  /** Values of one type, by name or number, the most general first: `values('OU')`. */
  values(type: string): string[] {
    const oid = attributeOid(type);
    const attributes = this.rdns.flat().filter((attribute) => attribute.type === oid);
    return attributes.flatMap(({ value }) => textOfValue(value) ?? []);
  }

  get commonName(): string | undefined {
    return this.values('CN').at(-1);
  }

  get organization(): string | undefined {
    return this.values('O').at(-1);
  }

  get organizationalUnit(): string | undefined {
    return this.values('OU').at(-1);
  }

  get country(): string | undefined {
    return this.values('C').at(-1);
  }

  /** ETSI EN 319 412-1 §5.1.4, e.g. `LEIXG-529900T8BM49AURSDO55`. */
  get organizationIdentifier(): string | undefined {
    return this.values('2.5.4.97').at(-1);
  }

  /** RFC 4514, the most specific first. */
  toString(): string {
    return writeRdns(this.rdns);
  }

  toJSON(): string {
    return this.toString();
  }
}

/** Whether two texts (RFC 4514) or names name the same party. Throws `Untrusted('malformed-name')`. */
export const sameDn = (a: string | DistinguishedName, b: string | DistinguishedName): boolean =>
  nameOf(a).equals(nameOf(b));

const nameOf = (name: string | DistinguishedName): DistinguishedName =>
  typeof name === 'string' ? DistinguishedName.parse(name) : name;

const encode = (rdns: readonly AttributeTypeAndValue[][]): Buffer =>
  derOf(new Name(rdns.map((rdn) => new RelativeDistinguishedName(rdn))));

const keyOfRdn = (rdn: readonly AttributeTypeAndValue[]): string =>
  JSON.stringify(rdn.map(keyOfAttribute).toSorted());

// A value that is no text equals only the same bytes (RFC 4517 §4.2.18).
const keyOfAttribute = ({ type, value }: AttributeTypeAndValue): string => {
  const text = textOfValue(value);
  return text === undefined
    ? `${type}#${derOfValue(value).toString('hex')}`
    : `${type}=${preparedText(text)}`;
};

const escapeAll = (value: string): string => value.replace(/[\\"#+,;<=> ]/g, (character) => `\\${character}`);
