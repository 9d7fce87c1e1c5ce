import type { RevokedStatement } from '#contracts';
import type { Aggregate } from '#event-sourcing';
import {
  type Software,
  softwareDecider,
  type SoftwareCommand,
  type SoftwareEvent,
  type SoftwareState,
  withoutPlace,
} from './software.decider.js';

/** How software is stored; all it holds is public register data, so nothing is sealed. */
export const softwares: Aggregate<SoftwareCommand, SoftwareEvent, SoftwareState> = {
  decider: softwareDecider,
  events: {
    SoftwareEnrolled: { version: 1 },
    SoftwareAmended: { version: 1 },
    KeyCertified: { version: 1 },
    KeyWithdrawn: { version: 1 },
    SoftwareStatementIssued: { version: 1 },
    SoftwareStatementRevoked: { version: 1 },
  },
  publish: (state, event) =>
    state.status === 'absent'
      ? undefined
      : {
          view: state,
          ...(event.type === 'SoftwareStatementIssued' && { detail: { ...withoutPlace(event.statement) } }),
          ...(event.type === 'KeyCertified' && { detail: { kid: event.key.kid, source: event.key.source } }),
          ...(event.type === 'KeyWithdrawn' && { detail: { kid: event.kid } }),
          ...(event.type === 'SoftwareStatementRevoked' && { detail: revocationOf(state, event) }),
        },
};

const revocationOf = (
  { softwareId, organisationId }: Software,
  { jti, revokedAt, reason }: SoftwareEvent & { type: 'SoftwareStatementRevoked' },
): RevokedStatement => ({ jti, softwareId, organisationId, revokedAt, reason });
