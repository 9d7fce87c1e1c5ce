import type { Provider } from '@nestjs/common';
import { Clock } from '#event-sourcing';
import { ServerKeys } from '#oauth';
import { CoreSettings, InternalClient } from '#service';
import { type AuthorizationSettings, authorizationSettings } from '../authorization.settings.js';
import { CredentialFile } from './credential-file.js';
import { CredentialSource, NoCredential } from './credential-source.js';
import { SandboxDirectory } from './sandbox-directory.js';
import { SellerIdentity } from './seller-identity.js';
import { SellerPresentation } from './seller-presentation.js';

/** Who the Seller is: the operator's file says so, or in the sandbox the directory. */
export const sellerProviders: Provider[] = [
  {
    provide: CredentialSource,
    inject: [authorizationSettings.token, CoreSettings, Clock, ServerKeys, InternalClient],
    useFactory: (
      { credential }: AuthorizationSettings,
      { issuer, mode }: CoreSettings,
      ...[clock, keys, internal]: [Clock, ServerKeys, InternalClient]
    ): CredentialSource => {
      if (credential) return new CredentialFile(credential, issuer, clock);
      return mode === 'sandbox' ? new SandboxDirectory(issuer, keys, internal, clock) : new NoCredential();
    },
  },
  SellerIdentity,
  SellerPresentation,
];
