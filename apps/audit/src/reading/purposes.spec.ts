import { ERASED, Refused } from '#event-sourcing';
import { Purposes } from './purposes.js';

const answering = (answer: () => Promise<unknown>): Purposes => new Purposes({ get: answer as never });

describe('the purpose of an intent', () => {
  it('is what its owner says', async () => {
    const purposes = answering(() => Promise.resolve({ purpose: 'Price for a new site' }));
    expect(await purposes.of('i1')).toEqual({ status: 'known', text: 'Price for a new site' });
  });

  it('is erased once its owner erased it', async () => {
    expect(await answering(() => Promise.resolve({ purpose: ERASED })).of('i1')).toEqual({
      status: 'erased',
    });
  });

  it('is not available while its owner is away', async () => {
    const purposes = answering(() => Promise.reject(new Refused('neighbour-unavailable')));
    expect(await purposes.of('i1')).toEqual({ status: 'unavailable' });
  });
});
