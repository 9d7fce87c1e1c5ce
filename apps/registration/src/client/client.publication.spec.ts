import { publicationSchemas } from '#contracts';
import { clients } from './client.js';
import { clientDecider } from './client.decider.js';
import type { ClientEvent } from './client.events.js';
import {
  applied,
  at,
  certificate,
  decision,
  deleted,
  noted,
  presented,
  registered,
  reinstated,
  revoked,
  stopped,
  suspended,
} from './client.fixture.js';
import type { ClientState } from './client.state.js';

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

  it.each([
    ['ClientSuspended', suspended(revoked), [registered]],
    ['ClientReinstated', reinstated(revoked), [registered, suspended(revoked)]],
    ['RegistrationPolicyApplied', applied(presented), [registered]],
    ['ClientCertificatesNoted', noted(certificate), [registered, applied(decision)]],
    [
      'SuspensionCauseEnded',
      { type: 'SuspensionCauseEnded', cause: revoked, endedAt: at },
      [registered, suspended(revoked), suspended(stopped)],
    ],
  ] as const)('keeps to the contract of %s', (type, event, past) => {
    expect(publicationSchemas.validate(type, published(event, ...past)!)).toEqual([]);
  });

  it('names certificates that were seen, and does not hold them', () => {
    const { detail, view } = published(applied(presented), registered)!;
    expect(JSON.stringify(detail)).not.toContain('MII');
    expect(view).toMatchObject({ identifier: 'did:web:buyer.example' });
  });

  it('is nothing when only the registration access token changes', () => {
    const renewed: ClientEvent = { type: 'RegistrationTokenRenewed', tokenHash: 'x', renewedAt: at };
    expect(published(renewed, registered)).toBeUndefined();
  });
});
