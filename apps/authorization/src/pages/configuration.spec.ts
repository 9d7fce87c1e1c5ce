import fc from 'fast-check';
import { configurationList, countSettings, inWords } from './configuration.js';
import { placeLines } from './place.js';
import type { Json } from './plain.js';
import { dateInWords, humanize, humanizeValue, listInWords } from './words.js';

describe('a place in words', () => {
  it.each([
    [{ '@type': 'GeographicAddressRef', id: 'a-1', role: 'INSTALL_LOCATION' }, 'Installed at', 'Address a-1'],
    [{ '@type': 'GeographicSiteRef', id: 's-1', role: 'INSTALL_LOCATION' }, 'Installed at', 'Site s-1'],
    [
      {
        '@type': 'FieldedAddress',
        streetNr: '1',
        streetName: 'Fő',
        streetType: 'utca',
        city: 'Budapest',
        postcode: '1011',
        country: 'HU',
        role: 'site',
      },
      'Site',
      '1 Fő utca, Budapest, 1011, HU',
    ],
    [
      { '@type': 'FormattedAddress', addrLine1: 'Main St 1', city: 'Springfield', country: 'US', role: 'x' },
      'X',
      'Main St 1, Springfield, US',
    ],
    [
      { '@type': 'MEFGeographicPoint', geographicPoint: [{ x: '19.04', y: '47.49' }], role: 'x' },
      'X',
      '47.49, 19.04',
    ],
    [{}, 'Place', 'not named'],
  ])('%j', (place, role, address) => expect(placeLines([place])).toEqual([{ role, address }]));
});

describe('a product configuration in words', () => {
  it.each([
    [{ irValue: 100, irUnits: 'MBPS' }, '100 Mbit/s'],
    [{ shortDurationValue: 5, shortDurationUnits: 'MS' }, '5 ms'],
    [{ dataSizeValue: 40, dataSizeUnits: 'KBYTES' }, '40 kB'],
    [{ timeDurationValue: 1, timeDurationUnits: 'MONTH' }, '1 month'],
    [{ amount: 2, units: 'calendarYears' }, '2 years'],
    [true, 'yes'],
    [[], 'none'],
    [{}, 'none'],
    [null, 'none'],
    [['RFC 792', 'RFC 2131'], 'RFC 792, RFC 2131'],
    ['2023-06-28T22:00:00.000Z', '28 June 2023, 22:00 UTC'],
    ['SUBSCRIBER_MANAGED', 'Subscriber managed'],
    ['1000BASE_T', '1000BASE-T'],
    ['CTA', 'CTA'],
    [{ irValue: 1, irUnits: 'MBPS', more: 1 }, undefined],
  ])('%j', (value, words) => expect(inWords(value)).toBe(words));
  it('names settings as people would', () => {
    expect(humanize('maximumNumberOfIpv4Routes')).toBe('Maximum number of IPv4 routes');
    expect(humanize('basic-internet-access')).toBe('Basic internet access');
    expect(humanizeValue('Best-effort')).toBe('Best-effort');
    expect(listInWords(['a', 'b', 'c'])).toBe('a, b and c');
    expect(dateInWords('12 May')).toBeUndefined();
  });
  it('counts what there is to read', () =>
    expect(
      countSettings({
        '@type': 'x',
        a: 1,
        b: { c: 2, d: [] },
        rate: { irValue: 1, irUnits: 'BPS' },
        list: [{ e: 1 }, { e: 2 }],
      }),
    ).toBe(6));
  it('escapes what is in it, names and values alike', () => {
    const list = configurationList({
      '<img src=x onerror=alert(1)>': '<script>alert(1)</script>',
    }).toString();
    expect(list).not.toMatch(/<img|<script/);
  });
  it('shows every leaf of any JSON, up to a depth', () =>
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })), (value) => {
        expect(() => configurationList(value as Json)).not.toThrow();
      }),
    ));
});
