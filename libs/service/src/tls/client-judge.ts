import type { Provider } from '@nestjs/common';
import type { RevocationStatus } from '#crypto';
import { Clock } from '#event-sourcing';
import { CertificateStatus, ClientCertificates, OAuthSettings, Outbound } from '#oauth';
import { DeploymentSettings } from '../settings/deployment-settings.js';
import { TlsFiles } from './tls-files.js';

/** Asks issuers; of this process alone, which ends its connections. */
const ISSUERS = Symbol('connections to issuers of client certificates');

/** Who judges the certificates of clients, by the authorities and the revocations of the deployment. */
export const clientJudge: readonly Provider[] = [
  {
    provide: ISSUERS,
    inject: [OAuthSettings],
    useFactory: (settings: OAuthSettings) => new Outbound(settings),
  },
  {
    provide: ClientCertificates,
    inject: [DeploymentSettings, TlsFiles, ISSUERS, Clock],
    useFactory: (
      { common }: DeploymentSettings,
      { clientCa }: TlsFiles,
      ...[issuers, clock]: [Outbound, Clock]
    ) => {
      const maxAge = common.certificateStatusMaxAge * 1000;
      const asked = whereTold(new CertificateStatus(issuers, clock, { maxAge }));
      const revocation = common.clientRevocation === 'none' ? undefined : asked;
      const judge = new ClientCertificates(clock, revocation, maxAge);
      if (clientCa !== undefined) judge.trust(clientCa);
      return judge;
    },
  },
];

// A certificate whose issuer tells nobody where to ask is good until it ends; one that says where is good if the answer is.
const whereTold = (status: RevocationStatus): RevocationStatus => ({
  of: async (certificate, issuer) =>
    certificate.ocspUrls.length + certificate.crlUrls.length === 0
      ? { status: 'good' }
      : status.of(certificate, issuer),
});
