import { Availability } from './availability.js';
import { Ledger } from './ledger.js';
import { OutOfTime, Patience } from './patience.js';

describe('the longest unavailability that clients see', () => {
  it('lasts from the first failed try to the next success, whoever has it', () => {
    let now = 0;
    const availability = new Availability(() => now);
    availability.succeeded('token');
    availability.failed('token', 100);
    availability.failed('token', 300);
    now = 900;
    availability.succeeded('token');
    expect(availability.longestOf('token')).toBe(800);
    expect(availability.longestOf('quote')).toBe(0);
  });

  it('counts what still fails', () => {
    const availability = new Availability(() => 5_000);
    availability.failed('quote', 1_000);
    expect(availability.longestOf('quote')).toBe(4_000);
  });
});

describe('a patient client', () => {
  const patience = (ledger: Ledger, deadline = new AbortController().signal) =>
    new Patience(ledger, deadline);

  it('tries again after a 503, not before Retry-After is over, and knows that it is in doubt', async () => {
    const ledger = new Ledger();
    const asked: number[] = [];
    const settled = await patience(ledger).settle('intent', async () => {
      asked.push(performance.now());
      if (asked.length > 1) return { status: 201, body: 'made' };
      return { status: 503, body: '', headers: new Headers({ 'retry-after': '1' }) };
    });
    expect(settled).toEqual({ status: 201, body: 'made', doubtful: true });
    expect(asked[1]! - asked[0]!).toBeGreaterThanOrEqual(990);
    expect(ledger).toMatchObject({ unavailable: 1, withoutRetryAfter: 0, surprises: [] });
  });

  it('notes a 503 that does not say when to come back', async () => {
    const ledger = new Ledger();
    let tries = 0;
    await patience(ledger).settle('intent', async () => ({ status: (tries += 1) > 1 ? 201 : 503, body: '' }));
    expect(ledger.withoutRetryAfter).toBe(1);
  });

  it('is surprised by a 500, and by a refusal of what was asked once only', async () => {
    const ledger = new Ledger();
    await patience(ledger).settle('quote', async () => ({ status: 500, body: 'oh' }));
    await patience(ledger).settle('quote', async () => ({ status: 403, body: 'no' }));
    expect(ledger.surprises).toEqual(['quote: 500 "oh"', 'quote: 403 "no"']);
  });

  it('gives up when the run is over', async () => {
    const over = AbortSignal.abort();
    const never = patience(new Ledger(), over).settle('token', async () => ({ status: 200, body: '' }));
    await expect(never).rejects.toThrow(OutOfTime);
  });
});
