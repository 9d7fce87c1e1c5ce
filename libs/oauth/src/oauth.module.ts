import { type DynamicModule, Inject, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { KeyEncryptionKey } from '#crypto';
import { Clock, EventStore } from '#event-sourcing';
import { Replicas } from '#replicas';
import { CertificateStatus } from './certificates/certificate-status.js';
import { certificateProviders } from './certificates/providers.js';
import { TrustAnchors } from './certificates/trust-anchors.js';
import { ClientMessages } from './certified/client-messages.js';
import { MessageSigner } from './certified/message-signer.js';
import { certifiedProviders } from './certified/providers.js';
import {
  type AuthenticationMethods,
  ClientAuthentication,
} from './client-authentication/client-authentication.js';
import { privateKeyJwt } from './client-authentication/private-key-jwt.js';
import { selfSignedTlsClientAuth } from './client-authentication/self-signed-tls-client-auth.js';
import { tlsClientAuth } from './client-authentication/tls-client-auth.js';
import { ClientKeys } from './client-keys.js';
import { DecryptionKeys } from './decryption-keys/decryption-keys.js';
import { CredentialDocuments } from './identifiers/credential-documents.js';
import { CertifiedNames } from './identifiers/certified-names.js';
import { IdentifierDocuments } from './identifiers/identifier-documents.js';
import { Identifiers } from './identifiers/identifiers.js';
import { LegalEntities } from './identifiers/legal-entities.js';
import { StatusLists } from './identifiers/status-lists.js';
import { ClientCertificates } from './mutual-tls/client-certificates.js';
import { OAuthSettings } from './oauth-settings.js';
import { Outbound } from './outbound.js';
import { agesOf, RemoteKeys } from './remote-keys.js';
import { ServerKeys } from './server-keys.js';
import { lazySibling } from './siblings.js';

/** What the module of one service was made for; also the mark by which it finds its siblings. */
class ForService {
  constructor(
    readonly service: string,
    readonly does: { readonly signs: boolean; readonly decrypts: boolean; readonly longestSignature: number },
  ) {}
}

/**
 * Gives a service its `ServerKeys`, `DecryptionKeys`, `ClientKeys`, `ClientAuthentication`, `RemoteKeys`, `Outbound`,
 * `CertificateStatus` and `TrustAnchors`; `MessageSigner` and `ClientMessages`, for what Seller and clients sign to each other;
 * and what finds out who others are: `Identifiers`, `StatusLists`, `LegalEntities`.
 * Beside it, the service imports its `EventSourcingModule` (for `ServerKeys`) and its `ReplicasModule` (for `ClientAuthentication`);
 * the process provides `ClientCertificates`, `OAuthSettings` and a clock.
 */
@Module({})
export class OAuthModule implements OnApplicationBootstrap {
  constructor(
    @Inject(ForService) private readonly own: ForService,
    @Inject(ServerKeys) private readonly serverKeys: ServerKeys,
    @Inject(DecryptionKeys) private readonly decryptionKeys: DecryptionKeys,
  ) {}

  /**
   * With `signs` the first keys are made while the service starts, otherwise when something is first signed; with `decrypts`
   * it has keys that others encrypt to as well. What the service signs may be good for `longestSignature` seconds, where that
   * is longer than any token: its keys stay published.
   */
  static forService(
    service: string,
    { signs = false, decrypts = false, longestSignature = 0 } = {},
  ): DynamicModule {
    const own = new ForService(service, { signs, decrypts, longestSignature });
    return {
      module: OAuthModule,
      providers: [{ provide: ForService, useValue: own }, ...providers],
      exports: [
        ServerKeys,
        DecryptionKeys,
        ClientKeys,
        ClientAuthentication,
        RemoteKeys,
        Outbound,
        Identifiers,
        StatusLists,
        LegalEntities,
        CertificateStatus,
        TrustAnchors,
        ClientMessages,
        MessageSigner,
      ],
    };
  }

  /** The service, when it signs of its own accord; whoever watches it asks `checkKeys`. */
  get signer(): string | undefined {
    return this.own.does.signs ? this.own.service : undefined;
  }

  /** Rejects while the service could not sign, or read what was encrypted to it. */
  async checkKeys(): Promise<void> {
    await this.serverKeys.check();
    if (this.own.does.decrypts) await this.decryptionKeys.check();
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.own.does.signs) await this.serverKeys.establish();
    if (this.own.does.decrypts) await this.decryptionKeys.establish();
  }
}

const METHODS = Symbol('ways in which clients authenticate');

const providers = [
  {
    provide: Outbound,
    inject: [OAuthSettings],
    useFactory: (settings: OAuthSettings) => new Outbound(settings),
  },
  {
    provide: RemoteKeys,
    inject: [Outbound, Clock, OAuthSettings],
    useFactory: (outbound: Outbound, clock: Clock, { keySetMaxAge: maxAge }: OAuthSettings) =>
      new RemoteKeys(outbound, clock, maxAge === undefined ? {} : agesOf(maxAge)),
  },
  {
    provide: CertifiedNames,
    inject: [Outbound, Clock, OAuthSettings, TrustAnchors, CertificateStatus],
    useFactory: (
      outbound: Outbound,
      clock: Clock,
      ...[{ certifiedKeySets: keySets = [] }, anchors, revocation]: [
        OAuthSettings,
        TrustAnchors,
        CertificateStatus,
      ]
    ) => {
      const fetch = new IdentifierDocuments(outbound).read;
      return new CertifiedNames({ keySets, anchors: () => anchors.all(), revocation, fetch }, clock);
    },
  },
  {
    provide: Identifiers,
    inject: [Outbound, Clock, OAuthSettings, CertifiedNames],
    useFactory: (...[outbound, clock, settings, names]: [Outbound, Clock, OAuthSettings, CertifiedNames]) => {
      // A sandbox whose own issuer is https has its documents there.
      const loopbackAllowed = settings.loopbackAllowed && settings.issuer.startsWith('http:');
      return new Identifiers(outbound, clock, { loopbackAllowed, ofDistinguishedName: names.resolve });
    },
  },
  {
    provide: StatusLists,
    inject: [Outbound, Clock, Identifiers],
    useFactory: (outbound: Outbound, clock: Clock, { resolve }: Identifiers) =>
      new StatusLists(outbound, clock, resolve),
  },
  {
    provide: LegalEntities,
    inject: [Outbound, Clock, Identifiers, StatusLists],
    useFactory: (...[outbound, clock, identifiers, lists]: [Outbound, Clock, Identifiers, StatusLists]) => {
      const documents = new CredentialDocuments(outbound, clock, identifiers.resolve);
      return new LegalEntities(identifiers, lists, documents, clock);
    },
  },
  ...certificateProviders,
  ...certifiedProviders,
  ...[ServerKeys, DecryptionKeys].map((Keys) => ({
    provide: Keys,
    inject: [ForService, ModulesContainer, KeyEncryptionKey, Clock, OAuthSettings],
    useFactory: (
      own: ForService,
      modules: ModulesContainer,
      ...[keyEncryptionKey, clock, settings]: [KeyEncryptionKey, Clock, OAuthSettings]
    ) => {
      const store = lazySibling(modules, own, EventStore);
      const { keyPublicationDelay, longestTokenLife: ofTokens } = settings;
      const longestTokenLife = Math.max(ofTokens, own.does.longestSignature);
      const ownSettings = { keyPublicationDelay, longestTokenLife };
      return new Keys({ service: own.service, store, keyEncryptionKey, clock, settings: ownSettings });
    },
  })),
  {
    provide: METHODS,
    inject: [OAuthSettings, ClientKeys, RemoteKeys, ClientCertificates, Clock],
    useFactory: (
      settings: OAuthSettings,
      keys: ClientKeys,
      ...[remoteKeys, certificates, clock]: [RemoteKeys, ClientCertificates, Clock]
    ): AuthenticationMethods => ({
      private_key_jwt: privateKeyJwt({ settings, keys, clock }),
      tls_client_auth: tlsClientAuth(certificates),
      self_signed_tls_client_auth: selfSignedTlsClientAuth({ certificates, remoteKeys, clock }),
    }),
  },
  {
    provide: ClientAuthentication,
    inject: [ForService, ModulesContainer, METHODS],
    useFactory: (own: ForService, modules: ModulesContainer, methods: AuthenticationMethods) => {
      const replicas = lazySibling(modules, own, Replicas);
      const get: Replicas['get'] = (kind, id, options) => replicas().get(kind, id, options);
      return new ClientAuthentication(methods, { get });
    },
  },
];
