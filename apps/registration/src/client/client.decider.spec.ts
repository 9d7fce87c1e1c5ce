import { specificationOf } from '#testing';
import { clientDecider } from './client.decider.js';
import {
  applied,
  at,
  client,
  decision,
  deleted,
  register,
  registered,
  reinstate,
  remove,
  renew,
  revoked,
  suspend,
  update,
  voucher,
} from './client.fixture.js';

const given = specificationOf(clientDecider);

describe('a client', () => {
  it('is registered once', () => {
    given().when(register).yields(registered, applied(decision));
    given(registered).when(register).isRefused('client-exists');
  });

  it('is updated under a newer statement of the same software', () => {
    const newer = { client: { ...client, scope: 'openid' }, voucher: { ...voucher, jti: 'j2' } };
    const state = given(registered).when(update(newer)).state();
    expect(state).toMatchObject({
      status: 'active',
      client: { scope: 'openid' },
      registeredBy: { jti: 'j1' },
    });
  });

  it('stays the client of its software and issuer', () => {
    const software = { ...client.software, id: 's2' };
    given(registered)
      .when(update({ client: { ...client, software } }))
      .isRefused('statement-of-other-software');
    const other = { ...voucher, issuer: 'https://other.example' };
    given(registered)
      .when(update({ voucher: other }))
      .isRefused('statement-of-other-software');
  });

  it('gets another registration access token', () => {
    given(registered)
      .when(renew)
      .yields({ type: 'RegistrationTokenRenewed', tokenHash: 'other', renewedAt: at });
  });

  it.each([update(), renew, remove, suspend(revoked), reinstate(revoked)])(
    'is nobody before it registers and after it is deleted: $type',
    (command) => {
      given().when(command).isRefused('client-unknown');
      given(registered, deleted).when(command).isRefused('client-unknown');
    },
  );
});
