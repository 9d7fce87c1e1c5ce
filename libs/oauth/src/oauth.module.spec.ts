import { Global, Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { KeyEncryptionKey, newDataKey } from '#crypto';
import { Clock, DatabaseSettings, EventSourcingModule, SystemClock, migrateService } from '#event-sourcing';
import { Replicas } from '#replicas';
import { type TestPostgres, testPostgres } from '#testing';
import { ClientAuthentication } from './client-authentication/client-authentication.js';
import { ClientCertificates } from './mutual-tls/client-certificates.js';
import { OAuthModule } from './oauth.module.js';
import { OAuthSettings } from './oauth-settings.js';
import { ServerKeys } from './server-keys.js';
import { signingKeys } from './signing-keys/signing-keys.aggregate.js';

const asked: string[] = [];
const replicasOf = (service: string) => ({
  module: class ReplicasOfOneService {},
  providers: [
    {
      provide: Replicas,
      useValue: { get: (_kind: string, id: string) => (asked.push(`${service} ${id}`), undefined) },
    },
  ],
  exports: [Replicas],
});
const logOf = (service: string) => ({ service, aggregates: [signingKeys] });
const services = ['alpha', 'beta'];

let postgres: TestPostgres;
let application: TestingModule;
beforeAll(async () => {
  postgres = await testPostgres();
  const settings = { url: postgres.url, poolSize: 2 };
  for (const service of services) await migrateService(logOf(service), settings);

  @Global()
  @Module({
    providers: [
      { provide: DatabaseSettings, useValue: settings },
      { provide: Clock, useClass: SystemClock },
      { provide: ClientCertificates, useValue: new ClientCertificates(new SystemClock()) },
      { provide: KeyEncryptionKey, useValue: new KeyEncryptionKey(newDataKey()) },
      {
        provide: OAuthSettings,
        useValue: { issuer: 'i', loopbackAllowed: true, keyPublicationDelay: 60, longestTokenLife: 60 },
      },
    ],
    exports: [DatabaseSettings, ClientCertificates, Clock, KeyEncryptionKey, OAuthSettings],
  })
  class Deployment {}

  class Alpha {}
  class Beta {}
  Module({
    imports: [
      EventSourcingModule.forService(logOf('alpha')),
      replicasOf('alpha'),
      OAuthModule.forService('alpha', { signs: true }),
    ],
  })(Alpha);
  Module({
    imports: [
      EventSourcingModule.forService(logOf('beta')),
      replicasOf('beta'),
      OAuthModule.forService('beta'),
    ],
  })(Beta);
  application = await Test.createTestingModule({ imports: [Deployment, Alpha, Beta] }).compile();
  await application.init();
});
afterAll(async () => {
  await application.close();
  await postgres.drop();
});

const all = <T>(token: abstract new (...values: never[]) => T): T[] =>
  application.get(token as new () => T, { strict: false, each: true });

describe('two services in one process', () => {
  it('have keys of their own, each in its own log', async () => {
    const [alpha, beta] = all(ServerKeys);
    const kids = async (keys: ServerKeys) => (await keys.list()).map(({ kid }) => kid);
    const [ofAlpha, ofBeta] = [await kids(alpha!), await kids(beta!)];
    expect([ofAlpha.length, ofBeta.length]).toEqual([3, 3]);
    expect(ofAlpha.filter((kid) => ofBeta.includes(kid))).toEqual([]);
  });

  it('ask their own replicas', async () => {
    for (const authentication of all(ClientAuthentication)) {
      const payload = Buffer.from('{"sub":"buyer"}').toString('base64url');
      const header = Buffer.from('{"alg":"ES256"}').toString('base64url');
      const form = {
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: `${header}.${payload}.AAAA`,
      };
      await expect(authentication.authenticate(form, [])).rejects.toMatchObject({ reason: 'invalid-client' });
    }
    expect(asked).toEqual(['alpha buyer', 'beta buyer']);
  });
});
