import { idsLast } from './ids-last.js';

const id = '-H1i04CIPtbWBtRGEaRfcHA4DJNwBT0ez84pvoiynBI';

describe('ids that begin as an option does', () => {
  it.each([
    [
      ['cert', 'revoke', id, '--yes'],
      ['cert', 'revoke', '--yes', '--', id],
    ],
    [
      ['cert', 'revoke', '--yes', id],
      ['cert', 'revoke', '--yes', '--', id],
    ],
    [
      ['cert', 'list', '--org', id],
      ['cert', 'list', '--org', id],
    ],
    [
      ['cert', 'revoke', '--', id],
      ['cert', 'revoke', '--', id],
    ],
    [
      ['walk', '-h', '--json'],
      ['walk', '-h', '--json'],
    ],
  ])('%j stand behind --', (words, expected) => {
    expect(idsLast(words)).toEqual(expected);
  });
});
