import { Refused } from '../refused.js';
import { isUnavailable, toRefusal } from './storage-errors.js';

const coded = (code: string): Error => Object.assign(new Error(code), { code });

describe('what a database says when it cannot write', () => {
  it.each([
    ['read_only_sql_transaction', '25006'],
    ['disk_full', '53100'],
    ['too_many_connections', '53300'],
    ['admin_shutdown', '57P01'],
    ['cannot_connect_now', '57P03'],
    ['io_error', '58030'],
    ['a refused connection', 'ECONNREFUSED'],
  ])('is told as storage that is unavailable: %s (%s)', (_name, code) => {
    expect(toRefusal(coded(code))).toEqual(new Refused('storage-unavailable'));
  });

  it.each([
    'Connection terminated unexpectedly',
    'timeout exceeded when trying to connect',
    'Client has encountered a connection error and is not queryable',
  ])('is known by its words where node-postgres gives no code: %s', (message) => {
    expect(toRefusal(new Error(message))).toEqual(new Refused('storage-unavailable'));
  });

  it('stays what it is when the statement is at fault', () => {
    const unique = coded('23505');
    expect(toRefusal(unique)).toBe(unique);
    expect(isUnavailable(new Refused('intent-not-pending'))).toBe(false);
  });

  it('is unavailable also when a command was refused for it', () => {
    expect(isUnavailable(new Refused('storage-unavailable'))).toBe(true);
  });
});
