import { benchmark } from './bench.js';
import type { ScenarioName } from './load/job.js';
import { tableOf } from './report.js';

// One of one request, measured at all three servers, and the one of all requests: each further one starts its servers again.
const some: readonly ScenarioName[] = ['token', 'flow'];

describe('the benchmark over HTTP', () => {
  it('gets right answers from both servers and reports on them', async () => {
    const comparisons = await benchmark(some, { rounds: 1, seconds: 1, connections: 2, warmUp: 1 });
    expect(comparisons.map(({ scenario }) => scenario)).toEqual(some);
    for (const { scenario, figures } of comparisons) {
      const alone = scenario === 'token' ? ['assent, tokens alone'] : [];
      expect(figures.map(({ target }) => target)).toEqual(['assent', ...alone, 'oidc-provider']);
      for (const each of figures) {
        expect(each).toMatchObject({ failed: 0, rates: [expect.any(Number)] });
        expect(each).not.toHaveProperty('failure');
        expect(each.done).toBeGreaterThan(0);
        expect(each.cpu).toBeGreaterThanOrEqual(each.databaseCpu);
      }
    }
    expect(tableOf(comparisons)).toMatch(/assent +\d[\s\S]*assent, tokens alone +\d[\s\S]*oidc-provider +\d/);
  }, 240_000);
});
