import { type DynamicModule, Module } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { FindKey } from '#crypto';
import { Clock } from '#event-sourcing';
import { OAuthSettings, Outbound, RemoteKeys, siblingOf } from '#oauth';
import { Replicas } from '#replicas';
import { ResourceServer } from './authorize.js';
import { ProtectedGuard } from './protected.decorator.js';
import { replicaStanding } from './standing.js';

/** Milliseconds: how often a flood of unknown keys may ask our own issuer. */
const COOLDOWN = 5_000;

/** Finds the keys that sign access and resource tokens. */
export class IssuerKeys {
  constructor(
    readonly find: FindKey,
    private readonly outbound?: Outbound,
  ) {}

  /** Reads them where the issuer publishes them; the operator named it, so it may be a private address. */
  static of({ issuer, loopbackAllowed }: OAuthSettings, clock: Clock): IssuerKeys {
    const outbound = new Outbound({ loopbackAllowed, trustedOrigins: [new URL(issuer).origin] });
    return new IssuerKeys(new RemoteKeys(outbound, clock, COOLDOWN).at(`${issuer}/jwks`), outbound);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.outbound?.beforeApplicationShutdown();
  }
}

/** Also the mark by which the module of one service finds its sibling, the `ReplicasModule`. */
class Resource {
  constructor(readonly path: string) {}
}

/** Puts `@Protected` handlers of a service to work; the service imports its `ReplicasModule` beside it. */
@Module({})
export class ResourceServerModule {
  /** `path` with the issuer in front identifies the resource server: it is the audience of resource tokens. */
  static forService({ path = '' }: { readonly path?: string } = {}): DynamicModule {
    return {
      module: ResourceServerModule,
      providers: [
        { provide: Resource, useValue: new Resource(path) },
        issuerKeys,
        resourceServer,
        ProtectedGuard,
      ],
      exports: [ResourceServer, ProtectedGuard],
    };
  }
}

const issuerKeys = {
  provide: IssuerKeys,
  inject: [OAuthSettings, Clock],
  useFactory: (settings: OAuthSettings, clock: Clock) => IssuerKeys.of(settings, clock),
};

const resourceServer = {
  provide: ResourceServer,
  inject: [Resource, ModulesContainer, OAuthSettings, IssuerKeys, Clock],
  useFactory: (
    own: Resource,
    modules: ModulesContainer,
    ...[{ issuer }, keys, clock]: [OAuthSettings, IssuerKeys, Clock]
  ) => {
    const get: Replicas['get'] = (kind, id, options) =>
      siblingOf(modules, own, Replicas).get(kind, id, options);
    const standing = replicaStanding({ get }, clock);
    return new ResourceServer({ issuer, resource: `${issuer}${own.path}`, keys: keys.find, clock, standing });
  },
};
