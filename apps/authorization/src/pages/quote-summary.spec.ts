import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { configurationList, countSettings, inWords } from './configuration.js';
import { placeLines } from './place.js';
import type { Json } from './plain.js';
import { quoteBody } from './quote-body.js';
import { quoteSummary } from './quote-summary.js';
import { dateInWords, humanize, humanizeValue, listInWords } from './words.js';

const line: Json = {
  buyerRequestedQuoteLevel: 'firm',
  requestedQuoteCompletionDate: '2026-10-28T22:00:00Z',
  instantSyncQuote: false,
  externalId: 'Q-1',
  note: [{ text: 'Please hurry', author: 'Erika' }],
  relatedContactInformation: [
    {
      role: 'buyerContactInformation',
      name: 'Erika',
      number: '12',
      numberExtension: '3',
      emailAddress: 'e@buyer.example',
    },
  ],
  quoteItem: [
    {
      id: 'line',
      action: 'add',
      requestedQuoteItemTerm: {
        duration: { amount: 12, units: 'calendarMonths' },
        endOfTermAction: 'roll',
        rollInterval: { amount: 1, units: 'calendarMonths' },
        name: 'Yearly',
      },
      quoteItemRelationship: [{ relationshipType: 'CONNECTS_TO_UNI_A', id: 'port' }],
      requestedQuoteItemInstallationInterval: { amount: 20, units: 'businessDays' },
      product: {
        productOffering: { id: '73' },
        productConfiguration: { '@type': 'urn:mef:lso:spec:cantata-sonata:epl-evc:v1.0.0:all' },
      },
    },
    {
      id: 'port',
      action: 'modify',
      product: {
        id: 'uni-9',
        productConfiguration: {
          '@type': 'urn:mef:lso:spec:sonata:carrier-ethernet-subscriber-uni:v1.0.0:all',
          mtu: 1500,
        },
      },
    },
    { id: 'old', action: 'delete', product: { id: 'service-1' } },
  ],
};

describe('a quote request in words', () => {
  const summary = quoteSummary(line);
  const [first, second, third] = summary.items;

  it('says what is asked for, by when, and by whom', () => {
    expect(summary.facts).toEqual([
      ['Asked for', 'A firm price'],
      ['Wanted by', '28 October 2026, 22:00 UTC'],
      ['Answer', 'When it is ready'],
      ['Buyer’s reference', 'Q-1'],
    ]);
    expect(summary.contacts).toEqual([
      { role: 'Buyer', name: 'Erika', email: 'e@buyer.example', phone: '12 ext. 3' },
    ]);
    expect(summary.notes).toEqual(['Please hurry']);
  });
  it('names items by product and action', () =>
    expect(summary.items.map(({ action, product }) => `${action}: ${product}`)).toEqual([
      'New: Ethernet Private Line',
      'Change: Ethernet access port (UNI)',
      'Disconnect: Service in use',
    ]));
  it('tells term, installation and what an item connects to', () =>
    expect(first?.facts).toEqual([
      ['Offering', '73'],
      ['Term', '12 months, then goes on by 1 month at a time (Yearly)'],
      ['Installation', 'Within 20 business days'],
      ['Connects to UNI A', 'Ethernet access port (UNI), port'],
    ]));
  it('tells what is changed or disconnected', () => {
    expect(second?.facts).toContainEqual(['Existing service', 'uni-9']);
    expect(third).toMatchObject({
      tone: 'bad',
      facts: [['Existing service', 'service-1']],
      configuration: undefined,
    });
  });
  it('never fails, whatever the payload is', () =>
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom('quoteItem', 'note', 'relatedContactInformation', 'description'),
          fc.jsonValue(),
        ),
        (payload) => {
          expect(quoteBody(quoteSummary(payload as Json)).toString()).toContain('</ul>');
        },
      ),
    ));
});

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

const examples = process.env['MEF_EXAMPLES'];
const files = examples ? readdirSync(examples).filter((name) => name.endsWith('.json')) : [];

(files.length > 0 ? describe : describe.skip)('MEF’s own requests (folder MEF_EXAMPLES)', () => {
  it.each(files.length > 0 ? files : ['none'])('%s reads without identifiers in its labels', (name) => {
    const summary = quoteSummary(JSON.parse(readFileSync(join(examples!, name), 'utf8')) as Json);
    expect(summary.items.length).toBeGreaterThan(0);
    for (const item of summary.items) {
      expect(item.product).not.toMatch(/urn:|_|-/);
      for (const [label] of item.facts) expect(label).toMatch(/^[A-Z][A-Za-z ’()]+$/);
    }
    expect(quoteBody(summary).toString()).not.toContain('[object Object]');
  });
});
