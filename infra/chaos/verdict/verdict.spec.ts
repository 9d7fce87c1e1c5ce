import { percentile } from '../scenarios/revocation.js';
import { repeated } from './findings.js';
import { aligned } from './table.js';
import { faultsOf, type Verdict } from './verdict.js';

const good: Verdict = {
  rows: [],
  lost: [],
  doubled: [],
  publicEvents: 10,
  notificationsAgain: 1,
  left: { unsequenced: 0, unread: 0, undelivered: 0, parked: 0 },
  replay: { code: 0, output: '' },
  walks: 3,
  unfinished: 0,
  surprises: [],
  connectionErrors: 2,
  unavailable: 5,
  withoutRetryAfter: 0,
};

describe('a verdict', () => {
  it('has no faults where nothing is lost, doubled or left', () => {
    expect(faultsOf(good)).toEqual([]);
  });

  it.each<[string, Partial<Verdict>]>([
    ['lost intent: x: GET answers 404', { lost: [{ kind: 'intent', what: 'x: GET answers 404' }] }],
    ['doubled quote: y', { doubled: [{ kind: 'quote', what: 'y' }] }],
    ['left parked: 2', { left: { ...good.left, parked: 2 } }],
    ['replay --verify ended with 1: difference', { replay: { code: 1, output: 'difference' } }],
    ['1 flows could not be finished', { unfinished: 1 }],
    ['answered wrongly: token: 500', { surprises: ['token: 500'] }],
    ['3 answers 503 had no Retry-After', { withoutRetryAfter: 3 }],
  ])('says: %s', (fault, bad) => {
    expect(faultsOf({ ...good, ...bad })).toEqual([fault]);
  });
});

describe('what tables and counts are made of', () => {
  it('names each value that is there more than once, once', () => {
    expect(repeated(['a', 'b', 'a', 'c', 'a', 'b'])).toEqual(['a', 'b']);
  });

  it('finds the value that so large a part does not exceed', () => {
    const values = Array.from({ length: 100 }, (_each, index) => 100 - index);
    expect([0.5, 0.99, 1].map((part) => percentile(values, part))).toEqual([50, 99, 100]);
  });

  it('puts numbers under each other', () => {
    expect(
      aligned([
        ['', 'lost'],
        ['intent', '0'],
      ]),
    ).toBe('        lost\nintent     0');
  });
});
