import type { KindContract } from './contract.js';
import { breakingChanges, snapshotOf } from './compatibility.js';
import { contracts } from './kinds.js';
import { closed, listOf, oneOf, text, time } from './schema-parts.js';
import { committedSnapshot } from './snapshot.js';

const door = (view: KindContract['view'], version = 1): Record<string, KindContract> => ({
  door: { owner: 'house', version, view, events: { DoorOpened: null } },
});
const before = snapshotOf(
  door(closed({ id: text, state: oneOf('open', 'shut'), keys: listOf(text), note: text }, ['note'])),
);
const changes = (kinds: Record<string, KindContract>): readonly string[] =>
  breakingChanges(before, snapshotOf(kinds));

describe('contracts between services', () => {
  it('keep what the committed snapshot promises', () => {
    expect(breakingChanges(committedSnapshot(), snapshotOf(contracts))).toEqual([]);
  });

  it('are all in the committed snapshot', () => {
    expect(committedSnapshot()).toEqual(snapshotOf(contracts));
  });

  it('may gain an optional member, a value and an event', () => {
    const view = closed(
      { id: text, state: oneOf('open', 'shut', 'ajar'), keys: listOf(text), note: text, colour: text },
      ['note', 'colour'],
    );
    const wider = door(view);
    expect(changes({ door: { ...wider['door']!, events: { DoorOpened: null, DoorShut: null } } })).toEqual(
      [],
    );
  });

  it.each([
    [
      'loses an event',
      { door: { ...door(closed({}))['door']!, events: {} } },
      'DoorOpened: the event is gone',
    ],
    [
      'loses a required member',
      door(closed({ state: oneOf('open', 'shut'), keys: listOf(text), note: text }, ['note'])),
      'view.id: the member is gone',
    ],
    [
      'makes a member optional',
      door(
        closed({ id: text, state: oneOf('open', 'shut'), keys: listOf(text), note: text }, ['note', 'id']),
      ),
      'view.id: is no longer required',
    ],
    [
      'demands a member that old events lack',
      door(closed({ id: text, state: oneOf('open', 'shut'), keys: listOf(text), note: text })),
      'view.note: old events lack it',
    ],
    [
      'narrows an enumeration',
      door(closed({ id: text, state: oneOf('open'), keys: listOf(text), note: text }, ['note'])),
      'view.state: shut is no longer allowed',
    ],
    [
      'opens an enumeration',
      door(closed({ id: text, state: text, keys: listOf(text), note: text }, ['note'])),
      'view.state: may now be anything',
    ],
    [
      'changes a format',
      door(closed({ id: time, state: oneOf('open', 'shut'), keys: listOf(text), note: text }, ['note'])),
      'view.id: format changed',
    ],
    [
      'changes the items of a list',
      door(
        closed({ id: text, state: oneOf('open', 'shut'), keys: listOf({ type: 'integer' }), note: text }, [
          'note',
        ]),
      ),
      'view.keys[]: type changed',
    ],
    [
      'shortens a text',
      door(
        closed(
          { id: { ...text, maxLength: 9 }, state: oneOf('open', 'shut'), keys: listOf(text), note: text },
          ['note'],
        ),
      ),
      'view.id: maxLength changed',
    ],
  ])('break when one %s', (_what, kinds, change) => {
    expect(changes(kinds).join()).toContain(change);
  });

  it('break when an event gains a detail that old ones lack', () => {
    const same = { ...door(closed({ id: text }))['door']! };
    const richer = { ...same, events: { DoorOpened: closed({ by: text }) } };
    const problems = breakingChanges(snapshotOf({ door: same }), snapshotOf({ door: richer }));
    expect(problems).toEqual(['DoorOpened.detail: old events lack it']);
  });

  it('start afresh with a new version', () => {
    expect(changes(door(closed({ key: text }), 2))).toEqual([]);
  });
});
