import { type DynamicModule, Inject, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { KeyEncryptionKey } from '#crypto';
import { Clock, EventStore } from '#event-sourcing';
import { Replicas } from '#replicas';
import { ClientAuthentication } from './client-authentication.js';
import { ClientKeys } from './client-keys.js';
import { OAuthSettings } from './oauth-settings.js';
import { Outbound } from './outbound.js';
import { RemoteKeys } from './remote-keys.js';
import { ServerKeys } from './server-keys.js';
import { siblingOf } from './siblings.js';

/** What the module of one service was made for; also the mark by which it finds its siblings. */
class ForService {
  constructor(
    readonly service: string,
    readonly signs: boolean,
  ) {}
}

/**
 * Gives a service its `ServerKeys`, `ClientKeys`, `ClientAuthentication`, `RemoteKeys` and `Outbound`. Beside it, the
 * service imports its `EventSourcingModule` (for `ServerKeys`) and its `ReplicasModule` (for `ClientAuthentication`).
 */
@Module({})
export class OAuthModule implements OnApplicationBootstrap {
  constructor(
    @Inject(ForService) private readonly own: ForService,
    @Inject(ServerKeys) private readonly serverKeys: ServerKeys,
  ) {}

  /** With `signs` the first keys are made while the service starts, otherwise when something is first signed. */
  static forService(service: string, { signs = false } = {}): DynamicModule {
    return {
      module: OAuthModule,
      providers: [{ provide: ForService, useValue: new ForService(service, signs) }, ...providers],
      exports: [ServerKeys, ClientKeys, ClientAuthentication, RemoteKeys, Outbound],
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.own.signs) await this.serverKeys.establish();
  }
}

const providers = [
  {
    provide: Outbound,
    inject: [OAuthSettings],
    useFactory: (settings: OAuthSettings) => new Outbound(settings),
  },
  {
    provide: RemoteKeys,
    inject: [Outbound, Clock],
    useFactory: (outbound: Outbound, clock: Clock) => new RemoteKeys(outbound, clock),
  },
  { provide: ClientKeys, inject: [RemoteKeys], useFactory: (keys: RemoteKeys) => new ClientKeys(keys) },
  {
    provide: ServerKeys,
    inject: [ForService, ModulesContainer, KeyEncryptionKey, Clock, OAuthSettings],
    useFactory: (
      own: ForService,
      modules: ModulesContainer,
      ...[keyEncryptionKey, clock, settings]: [KeyEncryptionKey, Clock, OAuthSettings]
    ) => {
      const store = () => siblingOf(modules, own, EventStore);
      return new ServerKeys({ service: own.service, store, keyEncryptionKey, clock, settings });
    },
  },
  {
    provide: ClientAuthentication,
    inject: [ForService, ModulesContainer, OAuthSettings, ClientKeys, Clock],
    useFactory: (
      own: ForService,
      modules: ModulesContainer,
      ...[settings, keys, clock]: [OAuthSettings, ClientKeys, Clock]
    ) => {
      const get: Replicas['get'] = (kind, id, options) =>
        siblingOf(modules, own, Replicas).get(kind, id, options);
      return new ClientAuthentication(settings, { get }, keys, clock);
    },
  },
];
