import { CertificateTrust } from '#crypto';
import { Clock } from '#event-sourcing';
import { ClientKeys } from '../client-keys.js';
import { OAuthSettings } from '../oauth-settings.js';
import { RemoteKeys } from '../remote-keys.js';
import { ServerKeys } from '../server-keys.js';
import { CertifiedFile } from './certified-file.js';
import { ClientMessages } from './client-messages.js';
import { MessageSigner } from './message-signer.js';
import { SigningCertificates } from './signing-certificates.js';

/** What Seller and clients sign to each other, certified or not. */
export const certifiedProviders = [
  {
    provide: ClientKeys,
    inject: [RemoteKeys, SigningCertificates],
    useFactory: (keys: RemoteKeys, certificates: SigningCertificates) => new ClientKeys(keys, certificates),
  },
  {
    provide: SigningCertificates,
    inject: [RemoteKeys, CertificateTrust, OAuthSettings, Clock],
    useFactory: (
      keys: RemoteKeys,
      trust: CertificateTrust,
      ...[{ certifiedMessages = 'offered' }, clock]: [OAuthSettings, Clock]
    ) => new SigningCertificates(keys, trust, certifiedMessages, clock),
  },
  {
    provide: ClientMessages,
    inject: [RemoteKeys, SigningCertificates, Clock],
    useFactory: (keys: RemoteKeys, certificates: SigningCertificates, clock: Clock) =>
      new ClientMessages(keys, certificates, clock),
  },
  {
    provide: MessageSigner,
    inject: [ServerKeys, CertificateTrust, Clock, OAuthSettings],
    useFactory: (
      keys: ServerKeys,
      trust: CertificateTrust,
      ...[clock, { issuer, signingFiles }]: [Clock, OAuthSettings]
    ) => {
      const certified = signingFiles && { certified: new CertifiedFile(signingFiles, clock) };
      return new MessageSigner({ issuer, keys, trust, clock, ...certified });
    },
  },
];
