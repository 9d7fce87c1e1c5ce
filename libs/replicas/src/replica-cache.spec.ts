import { ReplicaCache } from './replica-cache.js';

const organisation = (version: number, stream = 'organisation-1') => ({
  stream,
  kind: 'organisation',
  version,
  view: { version },
});

describe('the memory of replicas', () => {
  it('never goes back to an older version', () => {
    const cache = new ReplicaCache();
    cache.put(organisation(3));
    cache.put(organisation(2));
    expect(cache.get('organisation-1')?.version).toBe(3);
  });

  it('trusts an entry for less than half a second', () => {
    let now = 0;
    const cache = new ReplicaCache(() => now);
    cache.put(organisation(1));
    now = 399;
    expect(cache.get('organisation-1')?.version).toBe(1);
    now = 500;
    expect(cache.get('organisation-1')).toBeUndefined();
  });

  it('forgets what was used longest ago', () => {
    const cache = new ReplicaCache(() => 0);
    cache.put(organisation(1, 'first'));
    cache.put(organisation(1, 'second'));
    for (let i = 0; i < 9_999; i += 1) {
      cache.get('first');
      cache.put(organisation(1, `other-${i}`));
    }
    expect(cache.get('first')).toBeDefined();
    expect(cache.get('second')).toBeUndefined();
  });
});
