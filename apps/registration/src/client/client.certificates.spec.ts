import { specificationOf } from '#testing';
import { certificatesOf } from './client.policies.js';
import { clients } from './client.js';
import type { Evidence } from './client.events.js';
import { applied, certificate, decided, note, noted, registered, suspended } from './client.fixture.js';
import type { RegisteredClient } from './client.state.js';

const given = specificationOf(clients);
const other: Evidence = { ...certificate, id: 'x2', hash: 'x2' };
const revoked = {
  kind: 'certificate',
  id: 'x1',
  reason: 'certificate-revoked',
  since: '2026-01-01T00:00:00Z',
} as const;
const certified = [registered, applied(decided('j1', [certificate]))];

describe('a client whose registration rests on certificates', () => {
  it('rests on those that its keys have now', () => {
    given(...certified)
      .when(note(other))
      .yields(noted(other));
    given(...certified)
      .when(note(other, certificate))
      .yields(noted(other, certificate));
    const after = given(...certified)
      .when(note(other))
      .state() as RegisteredClient;
    expect(certificatesOf(after)).toEqual([other]);
    expect(after.decision?.evidence).toHaveLength(2);
  });

  it('hears nothing new of those that are known', () => {
    given(...certified)
      .when(note(certificate))
      .yields();
    given(...certified, noted(other, certificate))
      .when(note(certificate, other))
      .yields();
  });

  it('stays suspended for one that it takes out of its key set', () => {
    given(...certified, suspended(revoked))
      .when(note(other))
      .yields(noted(other, certificate));
    given(...certified, suspended(revoked), noted(other, certificate))
      .when(note(other))
      .yields();
  });

  it('may be one that was registered with none', () => {
    given(registered, applied(decided('j1')))
      .when(note(certificate))
      .yields(noted(certificate));
  });

  it('has to be there', () => {
    given().when(note(certificate)).isRefused('client-unknown');
  });
});
