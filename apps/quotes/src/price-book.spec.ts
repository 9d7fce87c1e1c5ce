import fc from 'fast-check';
import { bandwidthOf } from './bandwidth.js';
import { offerFor } from './price-book.js';
import { request } from './quote.fixture.js';

const line = request.quoteItem[0]!;
const money = (value: number) => ({ dutyFreeAmount: { unit: 'EUR', value } });

describe('the price book', () => {
  it('prices a new line by installation, bandwidth and term', () => {
    // (180.00 + 100 Mbit/s × 1.20) less 10 % for a year
    expect(offerFor([line])).toEqual([
      {
        id: 'line',
        prices: [
          { name: 'Installation', priceType: 'nonRecurring', price: money(450) },
          {
            name: 'Ethernet Private Line',
            priceType: 'recurring',
            recurringChargePeriod: 'month',
            price: money(270),
          },
        ],
        businessDays: 20,
      },
    ]);
  });

  it('gives no discount without a term in months', () => {
    const { requestedQuoteItemTerm: _term, ...untied } = line;
    expect(offerFor([untied])).toMatchObject([{ prices: [{}, { price: money(300) }] }]);
  });

  it('prices a change by its own fee', () => {
    expect(offerFor([{ ...line, action: 'modify' }])).toMatchObject([
      { prices: [{ name: 'Change', price: money(150) }, {}] },
    ]);
  });

  it('prices a disconnection as a termination, whatever the product', () => {
    expect(offerFor([{ id: 'gone', action: 'delete', product: { id: 'p-1' } }])).toEqual([
      {
        id: 'gone',
        prices: [{ name: 'Termination', priceType: 'nonRecurring', price: money(150) }],
        businessDays: 10,
      },
    ]);
  });

  it('says why it cannot price an item', () => {
    const unknown = { productConfiguration: { '@type': 'urn:mef:lso:spec:sonata:constructor:v1:all' } };
    expect(
      offerFor([
        { id: '1', action: 'add' },
        { id: '2', action: 'add', product: unknown },
      ]),
    ).toMatchObject([
      { obstacle: { code: 'missingProperty', propertyPath: '/quoteItem/0/product/productConfiguration' } },
      {
        obstacle: {
          code: 'referenceNotFound',
          propertyPath: '/quoteItem/1/product/productConfiguration/@type',
        },
      },
    ]);
  });
});

describe('the bandwidth of a configuration', () => {
  it('is its highest rate in begun megabits', () => {
    const rates = [
      { irValue: 70, irUnits: 'MBPS' },
      { deep: { irValue: 0.2, irUnits: 'GBPS' } },
      { irValue: 99, irUnits: 'toString' },
      { irValue: '900', irUnits: 'GBPS' },
      { irValue: JSON.parse('1e999') as number, irUnits: 'parsecs' },
    ];
    expect(bandwidthOf({ rates })).toBe(200);
    expect(bandwidthOf({ irValue: 1500, irUnits: 'KBPS' })).toBe(2);
  });

  it('is a number in bounds for any JSON', () => {
    const rate = fc.record({ irValue: fc.double(), irUnits: fc.constantFrom('BPS', 'TBPS', 'x') });
    const found = fc.check(
      fc.property(fc.oneof(fc.jsonValue(), rate), (configuration) => {
        const megabits = bandwidthOf(configuration);
        return Number.isInteger(megabits) && megabits >= 0 && megabits <= 10_000_000;
      }),
    );
    expect(found.counterexample).toBeNull();
  });
});
