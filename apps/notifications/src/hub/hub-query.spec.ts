import fc from 'fast-check';
import { Refused } from '#event-sourcing';
import { eventTypes, quoteEventTypes } from '../event-types.js';
import { parseHubQuery } from './hub-query.js';

describe('the query of a subscription (MEF Sonata Quote Management, EventSubscriptionInput)', () => {
  it.each([
    'eventType=quoteStateChangeEvent,quoteItemStateChangeEvent',
    'eventType = quoteStateChangeEvent , quoteItemStateChangeEvent',
    'eventType=quoteStateChangeEvent&eventType=quoteItemStateChangeEvent',
    ' eventType= quoteItemStateChangeEvent & eventType =quoteStateChangeEvent ',
    'eventType=quoteStateChangeEvent,quoteStateChangeEvent&eventType=quoteItemStateChangeEvent',
  ])('%j means both types', (query) => {
    expect(parseHubQuery(query, quoteEventTypes)).toEqual(quoteEventTypes);
  });

  it.each([undefined, '', '   '])('"An empty query is treated as specifying no filters": %j', (query) => {
    expect(parseHubQuery(query, eventTypes)).toEqual(eventTypes);
  });

  it.each([
    'eventType=',
    'eventType',
    'eventType=quoteStateChangeEvent,',
    'eventType=quoteStateChangeEvent&',
    'eventtype=quoteStateChangeEvent',
    'eventType==quoteStateChangeEvent',
    'eventType=orderStateChangeEvent',
    'eventType=intentStateChangeEvent',
    'state=answered',
    'eventType=quoteStateChangeEvent&state=answered',
    'eventType=toString',
    'eventType=quoteStateChangeEvent;drop table listener',
  ])('%j is refused', (query) => {
    expect(() => parseHubQuery(query, quoteEventTypes)).toThrow(
      expect.objectContaining({ reason: 'invalid-query' }),
    );
  });

  it('reads every way to write a set of types as that set', () => {
    const blanks = fc.constantFrom('', ' ', '  ', '\t');
    const written = fc
      .shuffledSubarray([...eventTypes], { minLength: 1 })
      .chain((types) =>
        fc.tuple(
          fc.constant(types),
          fc.array(fc.tuple(blanks, fc.boolean()), { minLength: types.length, maxLength: types.length }),
        ),
      )
      .map(([types, styles]) => ({
        types,
        query: types.reduce((text, type, index) => {
          const [blank, pair] = styles[index]!;
          if (text === '') return `${blank}eventType${blank}=${blank}${type}${blank}`;
          return pair ? `${text}&eventType=${blank}${type}` : `${text},${blank}${type}`;
        }, ''),
      }));
    fc.assert(
      fc.property(written, ({ types, query }) => {
        expect(new Set(parseHubQuery(query, eventTypes))).toEqual(new Set(types));
      }),
    );
  });

  it('never throws anything but a refusal, and gives nothing that is not offered', () => {
    const soup = fc.array(fc.constantFrom('eventType', '=', '&', ',', ' ', ...eventTypes, 'x', '%3D'));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          soup.map((parts) => parts.join('')),
        ),
        (query) => {
          try {
            for (const type of parseHubQuery(query, quoteEventTypes)) expect(quoteEventTypes).toContain(type);
          } catch (error) {
            if (!(error instanceof Refused)) throw error;
          }
        },
      ),
    );
  });
});
