import { eventually } from '#testing';
import { LateCheckpoint } from './late-checkpoint.js';
import { Fenced, type Ledger, type Tenure } from './ledger.js';

const tenure: Tenure = { service: 'neighbour', partition: 0, position: 3, fence: 1, parked: new Set() };

describe('a checkpoint that follows its effects', () => {
  let moves: number[];
  let answer: () => Promise<void>;
  let checkpoint: LateCheckpoint;
  beforeEach(() => {
    moves = [];
    answer = () => Promise.resolve();
    const move = (_: Tenure, position: number): Promise<void> => {
      moves.push(position);
      return answer();
    };
    checkpoint = new LateCheckpoint({ move } as unknown as Ledger, tenure);
  });

  it('moves once for all that came meanwhile, to the furthest', async () => {
    for (const position of [4, 9, 7]) checkpoint.reach(position);
    expect(moves).toEqual([]);
    await eventually(() => expect(moves).toEqual([9]));
  });

  it('moves at once when it is to settle, and then not again', async () => {
    checkpoint.reach(5);
    await checkpoint.settle();
    await checkpoint.settle();
    expect(moves).toEqual([5]);
  });

  it('tells whoever goes on that another process does', async () => {
    answer = () => Promise.reject(new Fenced('lost'));
    checkpoint.reach(4);
    await eventually(() => expect(() => checkpoint.reach(5)).toThrow(Fenced));
  });

  it('is moved with the next message after the database was away', async () => {
    answer = () => Promise.reject(new Error('away'));
    checkpoint.reach(4);
    await eventually(() => expect(moves).toEqual([4]));
    answer = () => Promise.resolve();
    checkpoint.reach(5);
    await eventually(() => expect(moves).toEqual([4, 5]));
  });
});
