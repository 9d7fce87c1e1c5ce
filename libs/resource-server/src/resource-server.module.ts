import { type DynamicModule, Module } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { FindKey } from '#crypto';
import { Clock } from '#event-sourcing';
import { ClientCertificates, OAuthSettings, Outbound, RemoteKeys, lazySibling } from '#oauth';
import { Replicas } from '#replicas';
import { ResourceServer, type ResourceServerOptions } from './authorize.js';
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
  static of({ issuer, loopbackAllowed, authorities }: OAuthSettings, clock: Clock): IssuerKeys {
    const outbound = new Outbound({ loopbackAllowed, authorities, trustedOrigins: [new URL(issuer).origin] });
    return new IssuerKeys(
      new RemoteKeys(outbound, clock, { cooldown: COOLDOWN }).at(`${issuer}/jwks`),
      outbound,
    );
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
  // A process that takes no certificates need not judge any.
  inject: [
    Resource,
    ModulesContainer,
    OAuthSettings,
    IssuerKeys,
    Clock,
    { token: ClientCertificates, optional: true },
  ],
  useFactory: (
    own: Resource,
    modules: ModulesContainer,
    ...[{ issuer }, keys, clock, certificates]: [OAuthSettings, IssuerKeys, Clock, ClientCertificates?]
  ) => {
    const replicas = lazySibling(modules, own, Replicas);
    const get: Replicas['get'] = (kind, id, options) => replicas().get(kind, id, options);
    const standing = replicaStanding({ get }, clock);
    const isRevoked: ResourceServerOptions['isRevoked'] = async (shown) =>
      certificates !== undefined && (await certificates.isRevoked(shown));
    const resource = `${issuer}${own.path}`;
    return new ResourceServer({ issuer, resource, keys: keys.find, clock, standing, isRevoked });
  },
};
