import { context, specificationOf } from '#testing';
import { publicationSchemas } from '#contracts';
import { clients } from './client.js';
import {
  clientDecider,
  type ClientDescription,
  type ClientEvent,
  type ClientState,
} from './client.decider.js';

const given = specificationOf(clientDecider);
const at = '2026-01-01T00:00:00.000Z';
const client: ClientDescription = {
  profile: 'mef-128',
  clientName: 'Quote desk',
  organisation: { id: 'o1', name: 'Meridian', lei: '969500MERIDIANCLD082' },
  software: { id: 's1', name: 'Quote desk' },
  roles: ['BUYER'],
  scope: 'openid createQuote',
  redirectUris: ['https://buyer.example/callback'],
  jwksUri: 'https://directory.example/jwks',
  grantTypes: ['authorization_code'],
  responseTypes: ['code id_token'],
  idTokenSignedResponseAlg: 'PS256',
};
const voucher = {
  issuer: 'https://directory.example',
  jti: 'j1',
  kid: 'k1',
  redirectUris: client.redirectUris,
};
const terms = { client, voucher, softwareStatement: 'header.claims.signature' };
const made = { clientId: 'c1', tokenHash: 'hash', requestHash: 'request' };

const register = { type: 'RegisterClient', context: context(), ...made, ...terms } as const;
const registered: ClientEvent = { type: 'ClientRegistered', ...made, ...terms, registeredAt: at };
const remove = { type: 'DeleteClient', context: context() } as const;
const deleted: ClientEvent = { type: 'ClientDeleted', deletedAt: at };
const renew = { type: 'RenewRegistrationToken', context: context(), tokenHash: 'other' } as const;
const update = (change: Partial<typeof terms> = {}) =>
  ({ type: 'UpdateClient', context: context(), ...terms, ...change }) as const;

describe('a client', () => {
  it('is registered once', () => {
    given().when(register).yields(registered);
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

  it.each([update(), renew, remove])(
    'is nobody before it registers and after it is deleted: $type',
    (command) => {
      given().when(command).isRefused('client-unknown');
      given(registered, deleted).when(command).isRefused('client-unknown');
    },
  );
});

describe('what neighbours learn of a client', () => {
  const published = (event: ClientEvent, ...past: ClientEvent[]) =>
    clients.publish?.(
      [...past, event].reduce<ClientState>(clientDecider.evolve, clientDecider.initial),
      event,
    );

  it.each([
    ['ClientRegistered', registered, []],
    ['ClientDeleted', deleted, [registered]],
  ] as const)('keeps to the contract of %s, without statement and token', (type, event, past) => {
    const publication = published(event, ...past)!;
    expect(publicationSchemas.validate(type, publication)).toEqual([]);
    expect(JSON.stringify(publication)).not.toMatch(/header\.claims|"hash"|request/);
  });

  it('is nothing when only the registration access token changes', () => {
    const renewed: ClientEvent = { type: 'RegistrationTokenRenewed', tokenHash: 'x', renewedAt: at };
    expect(published(renewed, registered)).toBeUndefined();
  });
});
