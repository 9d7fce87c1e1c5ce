import type { Context } from '#event-sourcing';
import { specificationOf } from '#testing';
import { listeners } from './listener.aggregate.js';
import {
  type Listener,
  listenerDecider,
  type ListenerRegistered,
  RegisterListener,
  RemoveAllListeners,
  RemoveListener,
} from './listener.decider.js';

const given = specificationOf(listenerDecider);
const context: Context = {
  commandId: 'c1',
  at: '2026-11-22T12:00:00.000Z',
  actor: { kind: 'client', id: 'client' },
  correlationId: 'trace',
};
const listener = (listenerId: string, callback = `https://${listenerId}.example`): Listener => ({
  listenerId,
  callback,
  query: 'eventType = quoteStateChangeEvent',
  eventTypes: ['quoteStateChangeEvent'],
  registeredAt: context.at,
});
const registered = (...values: Parameters<typeof listener>): ListenerRegistered => ({
  type: 'ListenerRegistered',
  clientId: 'client',
  listener: listener(...values),
});
const register = (...values: Parameters<typeof listener>) => {
  const { registeredAt: _, ...wanted } = listener(...values);
  return new RegisterListener(context, 'client', wanted, 2);
};
const remove = (id: string) => new RemoveListener(context, 'client', id, 'removed-by-client');
const removed = (listenerId: string, reason = 'removed-by-client') =>
  ({ type: 'ListenerRemoved', listenerId, reason }) as const;

describe('a listener', () => {
  it('is registered', () => given().when(register('a')).yields(registered('a')));

  it('is registered once for the same events at the same place', () =>
    given(registered('a')).when(register('b', 'https://a.example')).yields());

  it('may be one of a few', () => {
    given(registered('a')).when(register('b')).yields(registered('b'));
    given(registered('a'), registered('b')).when(register('c')).isRefused('too-many-listeners');
  });

  it('makes room when it is removed', () => {
    given(registered('a')).when(remove('a')).yields(removed('a'));
    given(registered('a'), registered('b'), removed('a')).when(register('c')).yields(registered('c'));
  });

  it('is removed once', () => {
    given(registered('a'), removed('a')).when(remove('a')).isRefused('listener-unknown');
  });

  it('is removed with all others when its client is deleted', () => {
    given(registered('a'), registered('b'))
      .when(new RemoveAllListeners(context, 'client', 'client-deleted'))
      .yields(removed('a', 'client-deleted'), removed('b', 'client-deleted'));
  });

  it('is told to neighbours with where it is and what it hears', () => {
    expect(listeners.publish!(given(registered('a')).state(), registered('a'))).toEqual({
      view: {
        clientId: 'client',
        listeners: [
          { listenerId: 'a', callback: 'https://a.example', eventTypes: ['quoteStateChangeEvent'] },
        ],
      },
      detail: { listenerId: 'a' },
    });
  });
});
