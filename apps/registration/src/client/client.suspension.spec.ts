import { specificationOf } from '#testing';
import { clientDecider } from './client.decider.js';
import type { ClientEvent } from './client.events.js';
import {
  applied,
  at,
  decided,
  registered,
  reinstate,
  reinstated,
  remove,
  renew,
  revoked,
  stopped,
  suspend,
  suspended,
  terms,
  update,
  voucher,
} from './client.fixture.js';

const given = specificationOf(clientDecider);

describe('a client that is suspended', () => {
  it('is so once for each cause, however often it is told', () => {
    given(registered).when(suspend(revoked)).yields(suspended(revoked));
    given(registered, suspended(revoked)).when(suspend(revoked)).yields();
    given(registered, suspended(revoked)).when(suspend(stopped)).yields(suspended(stopped));
    const { kind, id, reason } = stopped;
    given(registered)
      .when({ ...suspend(stopped), cause: { kind, id, reason } })
      .yields(suspended(stopped));
  });

  it('is reinstated when the last cause is gone', () => {
    const both = [registered, suspended(revoked), suspended(stopped)];
    given(...both)
      .when(reinstate(revoked))
      .yields({ type: 'SuspensionCauseEnded', cause: revoked, endedAt: at });
    const one = [...both, { type: 'SuspensionCauseEnded', cause: revoked, endedAt: at }] as const;
    given(...one)
      .when(reinstate(stopped))
      .yields(reinstated(stopped));
    const state = given(...one)
      .when(reinstate(stopped))
      .state();
    expect(state).toMatchObject({ status: 'active', reinstatedAt: at });
    expect(state).not.toHaveProperty('suspension');
  });

  it('stays so when something else is good again', () => {
    given(registered, suspended(revoked)).when(reinstate(stopped)).yields();
    given(registered).when(reinstate(revoked)).yields();
  });

  it('may bring something better in the place of what is not good', () => {
    const newer = { voucher: { ...voucher, jti: 'j2' } };
    const by = decided('j2');
    const updated: readonly ClientEvent[] = [
      { type: 'ClientUpdated', ...terms, ...newer, updatedAt: at },
      applied(by),
    ];
    given(registered, suspended(revoked))
      .when(update(newer, by))
      .yields(...updated, reinstated(revoked));
    given(registered, suspended(revoked), suspended(stopped))
      .when(update(newer, by))
      .yields(...updated, { type: 'SuspensionCauseEnded', cause: revoked, endedAt: at });
  });

  it('is suspended for another reason when more is known', () => {
    const unknown = { ...revoked, reason: 'status-unknown' };
    given(registered, suspended(unknown)).when(suspend(revoked)).yields(suspended(revoked));
    const state = given(registered, suspended(unknown)).when(suspend(revoked)).state();
    expect(state).toMatchObject({ suspension: { causes: [revoked] } });
  });

  it.each([
    ['updated by nothing newer', update()],
    ['given another registration access token', renew],
    ['deleted, and its software registered anew', remove],
  ])('is not %s', (_title, command) => {
    given(registered, suspended(revoked)).when(command).isRefused('client-suspended');
    given(registered, suspended(stopped))
      .when(update({ voucher: { ...voucher, jti: 'j2' } }, decided('j2')))
      .isRefused('client-suspended');
  });
});
