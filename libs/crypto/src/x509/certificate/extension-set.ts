import { Extension, type Extensions } from '@peculiar/asn1-x509';
import { OctetString } from '@peculiar/asn1-schema';
import { arrayBufferOf, derOf, parseAsn } from '../asn1/asn.js';
import { assertDer } from '../asn1/der.js';
import { trust } from '../../untrusted.js';

/** One extension of a certificate, list or request: its type, and its value in DER. */
export interface RawExtension {
  readonly oid: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
}

/** Extensions by type. */
export class ExtensionSet {
  private constructor(private readonly all: ReadonlyMap<string, RawExtension>) {}

  /** RFC 5280 §4.2: one of a type at most. Throws `Untrusted('duplicate-extension')`. */
  static of(extensions: Extensions | readonly Extension[] = []): ExtensionSet {
    const all = new Map<string, RawExtension>();
    for (const { extnID: oid, critical, extnValue } of extensions) {
      trust(!all.has(oid), 'duplicate-extension');
      all.set(oid, { oid, critical, value: new Uint8Array(extnValue.buffer) });
    }
    return new ExtensionSet(all);
  }

  has(oid: string): boolean {
    return this.all.has(oid);
  }

  get(oid: string): RawExtension | undefined {
    return this.all.get(oid);
  }

  /** The value of an extension, read as its type; undefined without it. Throws `Untrusted('malformed-extension' | 'not-der')`. */
  read<Type>(oid: string, type: new () => Type): Type | undefined {
    const extension = this.all.get(oid);
    if (!extension) return undefined;
    assertDer(extension.value);
    return parseAsn(type, extension.value, 'malformed-extension');
  }

  /** Types that whoever does not understand them must not pass over. */
  get critical(): string[] {
    return [...this.all.values()].flatMap(({ oid, critical }) => (critical ? [oid] : []));
  }
}

/** An extension to be written, of a value of its ASN.1 type. */
export const extensionOf = (oid: string, value: unknown, critical = false): RawExtension => ({
  oid,
  critical,
  value: derOf(value),
});

export const asnExtension = ({ oid, critical, value }: RawExtension): Extension =>
  new Extension({ extnID: oid, critical, extnValue: new OctetString(arrayBufferOf(value)) });
