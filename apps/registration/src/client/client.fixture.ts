import type { SuspensionCause } from '#contracts';
import { context } from '#testing';
import type { ClientDescription, ClientEvent, Evidence, PolicyDecision } from './client.events.js';

/** Commands and events of one client, for specs. */
export const at = '2026-01-01T00:00:00.000Z';
export const client: ClientDescription = {
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
export const voucher = {
  issuer: 'https://directory.example',
  jti: 'j1',
  kid: 'k1',
  redirectUris: client.redirectUris,
};
export const terms = { client, voucher, softwareStatement: 'header.claims.signature' };
export const decided = (jti: string, more: readonly Evidence[] = []): PolicyDecision => ({
  policy: { version: '1', hash: 'policy' },
  rules: [{ rule: 'require-legal-entity-credential', outcome: 'met' }],
  evidence: [{ kind: 'software-statement', id: jti, issuer: voucher.issuer, hash: 'statement' }, ...more],
});
export const decision = decided('j1');
export const applied = (by: PolicyDecision): ClientEvent => ({
  type: 'RegistrationPolicyApplied',
  ...by,
  appliedAt: at,
});
export const certificate: Evidence = {
  kind: 'certificate',
  id: 'x1',
  issuer: 'CN=Issuing CA',
  hash: 'x1',
  x5c: ['MII', 'MII'],
};
export const noted = (...evidence: readonly Evidence[]): ClientEvent => ({
  type: 'ClientCertificatesNoted',
  evidence,
  notedAt: at,
});
export const note = (...certificates: readonly Evidence[]) =>
  ({ type: 'NoteCertificates', context: context(), certificates }) as const;
export const made = { clientId: 'c1', tokenHash: 'hash', requestHash: 'request' };

export const register = { type: 'RegisterClient', context: context(), ...made, ...terms, decision } as const;
export const registered: ClientEvent = { type: 'ClientRegistered', ...made, ...terms, registeredAt: at };
export const remove = { type: 'DeleteClient', context: context() } as const;
export const deleted: ClientEvent = { type: 'ClientDeleted', deletedAt: at };
export const renew = { type: 'RenewRegistrationToken', context: context(), tokenHash: 'other' } as const;
export const update = (change: Partial<typeof terms> = {}, by: PolicyDecision = decision) =>
  ({ type: 'UpdateClient', context: context(), ...terms, ...change, decision: by }) as const;

export const revoked = {
  kind: 'software-statement',
  id: 'j1',
  reason: 'statement-revoked',
  since: '2025-12-31T00:00:00.000Z',
} as const;
export const stopped = { kind: 'operator', id: 'ops', reason: 'key-compromised', since: at } as const;
export const suspend = (cause: SuspensionCause) =>
  ({ type: 'SuspendClient', context: context(), cause }) as const;
export const reinstate = ({ kind, id }: SuspensionCause) =>
  ({ type: 'ReinstateClient', context: context(), cause: { kind, id } }) as const;
export const suspended = (cause: SuspensionCause): ClientEvent => ({
  type: 'ClientSuspended',
  cause,
  suspendedAt: at,
});
export const reinstated = (cause: SuspensionCause): ClientEvent => ({
  type: 'ClientReinstated',
  cause,
  reinstatedAt: at,
});

export const presented: PolicyDecision = {
  ...decided('j1', [
    certificate,
    {
      kind: 'credential',
      id: 'urn:uuid:1',
      issuer: 'did:web:issuer.example',
      hash: 'credential',
      status: { uri: 'https://issuer.example/1', idx: 7, issuer: 'did:web:issuer.example' },
      validUntil: at,
    },
  ]),
  legalEntity: {
    identifier: 'did:web:buyer.example',
    lei: client.organisation.lei,
    anchor: 'did:web:issuer.example',
    presentationHash: 'presentation',
  },
};
