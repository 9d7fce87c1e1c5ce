import { eventually } from '#testing';
import { Running } from './running-tokens.js';

describe('tokens of a client', () => {
  let tokens: Running;
  beforeAll(async () => {
    tokens = await Running.start();
  });
  afterAll(() => tokens.close());

  it('end when it is deleted (RFC 7592 §2.3)', async () => {
    const leaving = await tokens.client();
    const staying = await tokens.client();
    const { code } = await tokens.consent(leaving);
    const { body } = await tokens.redeem(leaving, code);
    for (const client of [leaving, staying])
      await tokens.as(client, '/token', { grant_type: 'client_credentials' });
    const before = (await tokens.events()).length;
    await tokens.deleteClient(leaving);
    await eventually(async () =>
      expect((await tokens.events()).slice(before)).toEqual(['GrantEnded', 'GrantEnded']),
    );
    const headers = { authorization: `Bearer ${String(body.access_token)}` };
    expect((await tokens.inject({ method: 'GET', url: '/userinfo', headers })).status).toBe(401);
    expect((await tokens.as(leaving, '/token', { grant_type: 'client_credentials' })).status).toBe(401);
    expect((await tokens.as(staying, '/token', { grant_type: 'client_credentials' })).status).toBe(200);
  });
});
