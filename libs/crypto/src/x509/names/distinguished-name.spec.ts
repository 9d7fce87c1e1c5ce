import fc from 'fast-check';
import { Untrusted } from '../../untrusted.js';
import { DistinguishedName, sameDn } from './distinguished-name.js';

const parse = (text: string) => DistinguishedName.parse(text);

describe('a distinguished name', () => {
  it('is written with the most specific attribute first (RFC 4514 §2.1)', () => {
    const name = DistinguishedName.of([
      ['C', 'AE'],
      ['O', 'Acme, Inc.'],
      ['OU', '#1 '],
      ['CN', 'a+b="c"'],
    ]);
    expect(name.toString()).toBe('CN=a\\+b=\\"c\\",OU=\\#1\\ ,O=Acme\\, Inc.,C=AE');
    expect(JSON.stringify({ name })).toContain('C=AE"}');
  });

  it('writes a type without a short name by its number and the DER of its value (RFC 4514 §2.4)', () => {
    expect(parse('organizationIdentifier=LEIXG-1,C=AE').toString()).toBe('2.5.4.97=#0c074c454958472d31,C=AE');
  });

  it('is the same whichever way it travels', () => {
    const attribute = fc.tuple(
      fc.constantFrom('C', 'O', 'OU', 'CN', 'DC', 'UID', '2.5.4.97', 'emailAddress'),
      fc
        .string({ minLength: 1, maxLength: 40, unit: 'grapheme-composite' })
        .filter((text) => !/[\p{Cc}\p{Co}\p{Cs}\p{Cn}\uFFFD]/u.test(text)),
    );
    fc.assert(
      fc.property(fc.array(attribute, { minLength: 1, maxLength: 8 }), (attributes) => {
        const name = DistinguishedName.of(attributes);
        expect(parse(name.toString()).equals(name)).toBe(true);
        expect(DistinguishedName.fromDer(name.der).toString()).toBe(name.toString());
      }),
      { numRuns: 50 },
    );
  });

  it('tells what it says of a party', () => {
    const name = parse(
      'CN=client-1,OU=org-7+OU=unit,O=Acme,C=AE,organizationIdentifier=LEIXG-529900T8BM49AURSDO55',
    );
    const { commonName, organization, country, organizationIdentifier } = name;
    expect({ commonName, organization, country, organizationIdentifier }).toEqual({
      commonName: 'client-1',
      organization: 'Acme',
      country: 'AE',
      organizationIdentifier: 'LEIXG-529900T8BM49AURSDO55',
    });
    expect(name.values('ou').toSorted()).toEqual(['org-7', 'unit']);
    expect(name.values('L')).toEqual([]);
    expect(parse('O=Acme').organizationalUnit).toBeUndefined();
  });

  it.each([
    ['case of types and values', 'cn=APP,o=acme', 'CN=app,O=Acme'],
    ['a type by number', '2.5.4.3=app,OID.2.5.4.10=Acme', 'CN=app,O=Acme'],
    ['white space beside separators', ' CN = app , O = Acme ', 'CN=app,O=Acme'],
    ['white space inside, folded (RFC 4518 §2.6.1)', 'O=Acme   Trading  LLC', 'O=Acme Trading LLC'],
    ['escaped outer spaces', 'O=\\ Acme\\ ', 'O=Acme'],
    ['an escaped comma', 'O=Acme\\, Inc.', 'O=Acme\\2C Inc.'],
    ['a value in hexadecimal', 'O=#0c0441636d65', 'O=Acme'],
    ['another string type', 'O=#130441636d65', 'O=Acme'],
    ['BMPString', 'O=#1e08004100630 06d0065'.replace(' ', ''), 'O=Acme'],
    ['octets of UTF-8', 'O=Caf\\C3\\A9', 'O=Café'],
    ['composed and decomposed letters (NFKC)', 'O=Cafe\u0301', 'O=Café'],
    ['full-width letters', 'O=Ａcme', 'O=Acme'],
    ['an escape that is not needed', 'CN=a\\=b', 'CN=a=b'],
    ['a soft hyphen', 'O=Ac\u00ADme', 'O=Acme'],
    ['sharp s', 'O=STRASSE', 'O=Straße'],
    ['the order inside one RDN', 'OU=a+CN=b,O=c', 'CN=b+OU=a,O=c'],
  ])('is the same name in spite of %s', (_what, a, b) => {
    expect(sameDn(a, b)).toBe(true);
    expect(parse(a).key).toBe(parse(b).key);
  });

  it.each([
    ['the order of RDNs', 'O=Acme,CN=app', 'CN=app,O=Acme'],
    ['one RDN or two', 'CN=a+OU=b', 'CN=a,OU=b'],
    ['an attribute more', 'CN=app,O=Acme,C=AE', 'CN=app,O=Acme'],
    ['a comma inside or between', 'CN=app\\,O=Acme', 'CN=app,O=Acme'],
    ['another type of the same value', 'OU=Acme', 'O=Acme'],
    ['a missing space', 'O=AcmeTrading', 'O=Acme Trading'],
    ['a letter that only looks alike', 'O=Аcme', 'O=Acme'],
    ['dotless i', 'O=ıssuer', 'O=issuer'],
    ['bytes that are no text', 'O=#030200ff', 'O=#030200fe'],
    ['one letter', 'CN=a=b', 'CN=a\\=c'],
  ])('is another name by %s', (_what, a, b) => {
    expect(sameDn(a, b)).toBe(false);
  });

  it('knows what stands under it', () => {
    expect(parse('CN=app,OU=Unit,O=ACME,C=AE').isWithin(parse('O=Acme,C=AE'))).toBe(true);
    expect(parse('O=Acme,C=AE').isWithin(parse('CN=app,O=Acme,C=AE'))).toBe(false);
    expect(parse('CN=app,O=Acmeville,C=AE').isWithin(parse('O=Acme,C=AE'))).toBe(false);
  });

  it.each([
    ['nothing', ''],
    ['no value', 'CN='],
    ['no type', '=app'],
    ['no equals sign', 'app'],
    ['an unknown type', 'XYZ=app'],
    ['an OID with a leading zero', '2.05.4.3=app'],
    ['a separator at the end', 'CN=app,'],
    ['a lonely backslash', 'CN=app\\'],
    ['an escape of a letter', 'CN=\\app'],
    ['half an octet', 'CN=a\\C'],
    ['octets that are no UTF-8', 'CN=\\C3\\28'],
    ['odd hexadecimal', 'CN=#0c0'],
    ['hexadecimal of what is no UTF-8', 'CN=#0c02c328'],
    ['hexadecimal with bytes behind it', 'CN=#0c014100'],
    ['hexadecimal that is no DER', 'CN=#0cff41'],
    ['an unescaped semicolon', 'CN=a;O=b'],
    ['a quoted value (RFC 1779)', 'O="Acme, Inc."'],
    ['a NUL', 'CN=app\\00.evil'],
    ['a NUL in hexadecimal', 'CN=#0c05617070002e'],
    ['a line break', 'CN=app\nO=Acme'],
    ['a lone surrogate', 'CN=a\uD800'],
    ['4,097 characters', `CN=${'a'.repeat(4094)}`],
    ['a value of 1,025 characters', `CN=${'a'.repeat(1025)}`],
    ['33 RDNs', Array.from({ length: 33 }, () => 'OU=a').join(',')],
    ['nine attributes in one RDN', Array.from({ length: 9 }, () => 'OU=a').join('+')],
  ])('is refused with %s', (_what, text) => {
    expect(() => parse(text)).toThrow('malformed-name');
  });

  it('is read from any text without another error than its own', () => {
    const character = fc.constantFrom(
      'C',
      'N',
      'O',
      '=',
      ',',
      '+',
      '\\',
      '#',
      '0',
      'c',
      '4',
      ' ',
      '"',
      'é',
      ';',
      '\0',
    );
    const outcomeOf = (text: string): unknown => {
      try {
        return parse(parse(text).toString()).key && 'read';
      } catch (error) {
        return error instanceof Untrusted ? error.reason : error;
      }
    };
    fc.assert(
      fc.property(fc.string({ unit: character }), (text) => {
        expect(['read', 'malformed-name']).toContain(outcomeOf(text));
      }),
    );
  });
});
