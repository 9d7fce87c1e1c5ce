import type { ServiceLog } from '#event-sourcing';
import { signingKeys } from '#oauth';
import { credentials } from './credentials/credential.js';
import { credentialList } from './credentials/credential-list.projection.js';
import { authorities } from './authorities/authority.js';
import { certificates } from './certificates/certificate.js';
import { ExpandCertificateIndexes1700000200000 } from './certificates/certificate-indexes.js';
import { organisations } from './organisation.js';
import { softwares } from './software.js';

/** What the directory writes. */
export const directoryLog: ServiceLog = {
  service: 'directory',
  aggregates: [organisations, softwares, certificates, authorities, credentials, signingKeys],
  projections: [credentialList],
  migrations: [ExpandCertificateIndexes1700000200000],
};
