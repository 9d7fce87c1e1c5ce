import type { PublicCertificate } from '#contracts';
import type { Aggregate } from '#event-sourcing';
import {
  type Certificate,
  certificateDecider,
  type CertificateCommand,
  type CertificateEvent,
  type CertificateState,
} from './certificate.decider.js';

/** How certificates are stored; they are public, so nothing is sealed. */
export const certificates: Aggregate<CertificateCommand, CertificateEvent, CertificateState> = {
  decider: certificateDecider,
  events: {
    CertificateIssued: { version: 1 },
    CertificateRevoked: { version: 1 },
    CertificateExpiryNear: { version: 1 },
  },
  publish: (state, event) => {
    if (state.status === 'absent') return undefined;
    const detail = detailOf(state, event);
    return { view: publicCertificate(state), ...(detail && { detail }) };
  },
};

const detailOf = (
  { certificateId, serial, organisationId, softwareId, notAfter }: Certificate,
  event: CertificateEvent,
): object | undefined => {
  const owned = { certificateId, serial, organisationId, ...(softwareId !== undefined && { softwareId }) };
  switch (event.type) {
    case 'CertificateIssued':
      return undefined;
    case 'CertificateRevoked':
      return { ...owned, revokedAt: event.revokedAt, reason: event.reason };
    case 'CertificateExpiryNear':
      return { ...owned, notAfter, days: event.days };
  }
};

/** What neighbours see: the certificate itself is at its address in the directory. */
const publicCertificate = ({
  authority: _authority,
  jwk: _jwk,
  der: _der,
  serverNames: _serverNames,
  warned: _warned,
  ...view
}: Certificate): PublicCertificate => view;
