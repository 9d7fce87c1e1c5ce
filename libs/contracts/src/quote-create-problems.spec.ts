import fc from 'fast-check';
import { quoteCreateProblems } from './quote-create-problems.js';

const contact = {
  name: 'Erika Mustermann',
  emailAddress: 'erika@buyer.example',
  number: '+49 30 1234',
  role: 'buyerContactInformation',
};
const item = {
  id: '1',
  action: 'add',
  requestedQuoteItemTerm: {
    name: 'One year',
    duration: { amount: 12, units: 'calendarMonths' },
    endOfTermAction: 'autoRenew',
  },
  product: {
    productConfiguration: { '@type': 'urn:mef:lso:spec:sonata:epl-evc:v1.0.0:all', anything: [1] },
    place: [{ '@type': 'GeographicSiteRef', id: 'site-1', role: 'INSTALL_LOCATION' }],
  },
};
const request = {
  buyerRequestedQuoteLevel: 'firm',
  instantSyncQuote: false,
  requestedQuoteCompletionDate: '2026-11-30T12:00:00+01:00',
  relatedContactInformation: [contact],
  quoteItem: [item],
};
const withItem = (change: object): object => ({ ...request, quoteItem: [{ ...item, ...change }] });
const withTerm = (change: object): object =>
  withItem({ requestedQuoteItemTerm: { ...item.requestedQuoteItemTerm, ...change } });
const withPlace = (place: object): object => withItem({ product: { ...item.product, place: [place] } });

describe('a Quote_Create body', () => {
  it('is accepted when it keeps to the contract', () => {
    expect(quoteCreateProblems(request)).toEqual([]);
  });

  it.each<[string, unknown, string, string]>([
    ['no object', [], 'invalidFormat', ''],
    ['no items', { ...request, quoteItem: [] }, 'missingProperty', '/quoteItem/0'],
    [
      'an unknown level',
      { ...request, buyerRequestedQuoteLevel: 'x' },
      'invalidValue',
      '/buyerRequestedQuoteLevel',
    ],
    ['a flag of another type', { ...request, instantSyncQuote: 'no' }, 'invalidFormat', '/instantSyncQuote'],
    ['an unknown member', { ...request, 'a/b~c': 1 }, 'unexpectedProperty', '/a~1b~0c'],
    [
      'no contact for a quote that takes time',
      { ...request, relatedContactInformation: [] },
      'missingProperty',
      '/relatedContactInformation',
    ],
    [
      'a contact without e-mail',
      { ...request, relatedContactInformation: [{ ...contact, emailAddress: undefined }] },
      'missingProperty',
      '/relatedContactInformation/0/emailAddress',
    ],
    [
      'a date that is none',
      { ...request, requestedQuoteCompletionDate: '2026-02-31T00:00:00Z' },
      'invalidFormat',
      '/requestedQuoteCompletionDate',
    ],
    [
      'a leap second',
      { ...request, requestedQuoteCompletionDate: '2016-12-31T23:59:60Z' },
      'invalidFormat',
      '/requestedQuoteCompletionDate',
    ],
    ['an unknown action', withItem({ action: 'INSTALL' }), 'invalidValue', '/quoteItem/0/action'],
    [
      'a new product with an id',
      withItem({ product: { id: 'p-1' } }),
      'unexpectedProperty',
      '/quoteItem/0/product/id',
    ],
    [
      'a disconnection of nothing',
      withItem({ action: 'delete', product: undefined }),
      'missingProperty',
      '/quoteItem/0/product',
    ],
    [
      'a change of an unnamed product',
      withItem({ action: 'modify' }),
      'missingProperty',
      '/quoteItem/0/product/id',
    ],
    [
      'a unit of version 10',
      withTerm({ duration: { amount: 1, units: 'months' } }),
      'invalidValue',
      '/quoteItem/0/requestedQuoteItemTerm/duration/units',
    ],
    [
      'roll without an interval',
      withTerm({ endOfTermAction: 'roll' }),
      'missingProperty',
      '/quoteItem/0/requestedQuoteItemTerm/rollInterval',
    ],
    [
      'an interval without roll',
      withTerm({ rollInterval: { amount: 1, units: 'calendarMonths' } }),
      'unexpectedProperty',
      '/quoteItem/0/requestedQuoteItemTerm/rollInterval',
    ],
    [
      'an unknown kind of place',
      withPlace({ '@type': 'Moon', role: 'x' }),
      'invalidValue',
      '/quoteItem/0/product/place/0/@type',
    ],
    [
      'a place without its id',
      withPlace({ '@type': 'GeographicSiteRef', role: 'x' }),
      'missingProperty',
      '/quoteItem/0/product/place/0/id',
    ],
    [
      'a relationship to no item',
      withItem({ quoteItemRelationship: [{ id: '9', relationshipType: 'R' }] }),
      'referenceNotFound',
      '/quoteItem/0/quoteItemRelationship/0/id',
    ],
    ['two items of one id', { ...request, quoteItem: [item, item] }, 'invalidValue', '/quoteItem/1/id'],
  ])('tells of %s', (_what, body, code, propertyPath) => {
    const parsed: unknown = JSON.parse(JSON.stringify(body));
    expect(quoteCreateProblems(parsed)).toEqual([expect.objectContaining({ code, propertyPath })]);
  });

  it('never throws, whatever is sent, and tells at most fifty problems', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (whole, part) => {
        for (const body of [whole, { ...request, quoteItem: part }, { ...request, quoteItem: [part] }]) {
          expect(quoteCreateProblems(body).length).toBeLessThanOrEqual(50);
        }
      }),
    );
  });

  it('refuses what lacks any required member', () => {
    for (const member of ['buyerRequestedQuoteLevel', 'instantSyncQuote', 'quoteItem'] as const) {
      const { [member]: _gone, ...rest } = request;
      expect(quoteCreateProblems(rest)).toContainEqual(
        expect.objectContaining({ code: 'missingProperty', propertyPath: `/${member}` }),
      );
    }
  });
});
