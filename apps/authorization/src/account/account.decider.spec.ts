import { context, specificationOf } from '#testing';
import { accountDecider } from './account.decider.js';
import { accounts } from './account.aggregate.js';

const given = specificationOf(accountDecider);
const open = {
  type: 'OpenAccount',
  accountId: 'account-1',
  signInName: 'erika',
  passwordHash: '$argon2id$…',
  totpSecret: 'JBSWY3DPEHPK3PXP',
  context: context(),
} as const;
const opened = {
  type: 'AccountOpened',
  accountId: 'account-1',
  signInName: 'erika',
  credentials: { passwordHash: '$argon2id$…', totpSecret: 'JBSWY3DPEHPK3PXP' },
} as const;

describe('an account', () => {
  it('is opened', () => given().when(open).yields(opened));
  it('is opened once', () => given(opened).when(open).isRefused('account-exists'));
  it('keeps name and credentials sealed, and tells nobody', () => {
    expect(accounts.events.AccountOpened.sealed).toEqual(['signInName', 'credentials']);
    expect(accounts.publish).toBeUndefined();
  });
});
