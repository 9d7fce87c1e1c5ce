import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describeUnless } from '#testing';
import type { Json } from './plain.js';
import { quoteBody } from './quote-body.js';
import { quoteSummary } from './quote-summary.js';

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

const examples = process.env['MEF_EXAMPLES'];
const files = examples ? readdirSync(examples).filter((name) => name.endsWith('.json')) : [];

const missing = files.length > 0 ? undefined : 'no folder of example requests is named by MEF_EXAMPLES';

describeUnless(missing, 'MEF’s own requests', () => {
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
