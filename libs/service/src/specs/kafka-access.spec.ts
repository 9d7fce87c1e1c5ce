/* eslint-disable max-lines-per-function -- a suite is a list of sentences */
import { Injectable, Logger, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Database, EventSourcingModule, migrateService } from '#event-sourcing';
import { Consumers, MessagingModule, Transport } from '#messaging';
import { describeKafka, eventually, testPostgres, type TestPostgres } from '#testing';
import { createApp, Environment, type ServiceDefinition } from '../index.js';
import { JsonLogger } from '../run/logger.js';
import { GuardedBroker, user } from './kafka-access.fixture.js';

const log = { service: 'echo', aggregates: [] };
const heard: string[] = [];

@Injectable()
class Hearing {
  constructor(consumers: Consumers) {
    const react = async ({ stream }: { stream: string }) => void heard.push(stream);
    consumers.add({ name: 'hearing', services: ['echo'], react });
  }
}

@Module({
  imports: [EventSourcingModule.forService(log), MessagingModule.forService('echo')],
  providers: [Hearing],
})
class EchoModule {}

/** Publishes, and reads what it has published. */
const echo: ServiceDefinition = { name: 'echo', module: EchoModule, log };

type Variables = Readonly<Record<string, string>>;

describeKafka('brokers that ask who we are, reached as ASSENT_KAFKA_… says', () => {
  let broker: GuardedBroker;
  let postgres: TestPostgres;
  let app: NestFastifyApplication;
  const lines: string[] = [];
  beforeAll(async () => {
    [broker, postgres] = await Promise.all([GuardedBroker.start(), testPostgres()]);
    await migrateService(log, { url: postgres.url, poolSize: 2 });
  });
  beforeEach(() => void lines.splice(0));
  afterEach(() => app.close());
  afterAll(() => Promise.all([broker.remove(), postgres.drop()]));

  const start = async (
    listener: Parameters<GuardedBroker['address']>[0],
    access: Variables,
  ): Promise<void> => {
    const environment = new Environment({
      ASSENT_DATABASE_URL: postgres.url,
      ASSENT_KEY_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64url'),
      ASSENT_SHARED_KEY: Buffer.alloc(32, 2).toString('base64url'),
      ASSENT_TRANSPORT: 'kafka',
      ASSENT_KAFKA_BROKERS: await broker.address(listener),
      ASSENT_KAFKA_PREFIX: `access-${Math.random().toString(36).slice(2)}`,
      ...access,
    });
    app = await createApp([echo], environment);
    Logger.overrideLogger(new JsonLogger('debug', 'hello', { write: (line: string) => lines.push(line) }));
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  };
  const readiness = async (): Promise<{ statusCode: number; body: string }> =>
    app.inject({ method: 'GET', url: '/readyz' });
  const trusting = (): Variables => ({
    ASSENT_KAFKA_TLS: 'true',
    ASSENT_KAFKA_TLS_CA: broker.file('ca.pem'),
  });
  const certified = (name: string): Variables => ({
    ASSENT_KAFKA_TLS_CERTIFICATE: broker.file(`${name}.pem`),
    ASSENT_KAFKA_TLS_KEY: broker.file(`${name}.key`),
  });
  const signedIn = (mechanism: string, password: string = user.password): Variables => ({
    ASSENT_KAFKA_SASL: mechanism,
    ASSENT_KAFKA_USERNAME: user.name,
    ASSENT_KAFKA_PASSWORD: password,
  });
  const expectNoSecret = (): void => {
    const all = lines.join('');
    expect(lines.length).toBeGreaterThan(0);
    expect(all).not.toContain(user.password);
    expect(all).not.toContain(Buffer.from(user.password).toString('base64'));
    expect(all).not.toContain('PRIVATE KEY');
  };

  it.each([
    ['TLS', 'tls', () => trusting()],
    ['TLS with a certificate of ours', 'mutual', () => ({ ...trusting(), ...certified('client') })],
    ['SCRAM-SHA-256 over TLS', 'scram', () => ({ ...trusting(), ...signedIn('scram-sha-256') })],
    ['SCRAM-SHA-512 over TLS', 'scram', () => ({ ...trusting(), ...signedIn('scram-sha-512') })],
  ] as const)('carry events over %s', async (name, listener, access) => {
    await start(listener, access());
    await publish(app.get(Database, { strict: false }), name);
    await eventually(() => expect(heard).toContain(name), 20_000);
    expect(await readiness()).toMatchObject({ statusCode: 200 });
    expectNoSecret();
  });

  it('make a consumer anew until they let it in again, and readiness shows the time between', async () => {
    const access = { ...trusting(), ...signedIn('scram-sha-512') };
    await broker.denyingTopics('denied', async () => {
      await start('scram', { ...access, ASSENT_KAFKA_PREFIX: 'denied' });
      await publish(app.get(Database, { strict: false }), 'denied for a while');
      await eventually(async () => expect(await readiness()).toMatchObject({ statusCode: 503 }), 20_000);
      expect(warnings('cannot read')).toContain('TOPIC_AUTHORIZATION_FAILED');
      await eventually(() => expect(app.get(Transport).problems().length).toBe(1));
    });
    await eventually(() => expect(heard).toContain('denied for a while'), 20_000);
    await eventually(async () => expect(await readiness()).toMatchObject({ statusCode: 200 }));
  });

  it.each([
    [
      'a certificate that nobody here trusts',
      'tls',
      () => ({ ...trusting(), ASSENT_KAFKA_TLS_CA: broker.file('stranger.pem') }),
      'not signed by an authority that is trusted here',
    ],
    ['a certificate for another host', 'misnamed', () => trusting(), 'is for another host name'],
    ['no certificate of ours', 'mutual', () => trusting(), 'refuses our certificate, or misses one'],
    [
      'a certificate of ours that they do not trust',
      'mutual',
      () => ({ ...trusting(), ...certified('unknown') }),
      'refuses our certificate, or misses one',
    ],
    [
      'a wrong password',
      'scram',
      () => ({ ...trusting(), ...signedIn('scram-sha-512', `${user.password}!`) }),
      'refuses our user name or password',
    ],
  ] as const)(
    'are not used with %s, which the log says and readiness shows',
    async (_, listener, access, reason) => {
      await start(listener, access());
      await eventually(async () => expect(await readiness()).toMatchObject({ statusCode: 503 }), 20_000);
      expect(JSON.parse((await readiness()).body)).toMatchObject({ transport: 'unavailable' });
      await eventually(() => expect(warnings('cannot publish')).toContain(reason), 20_000);
      await eventually(() => expect(warnings('cannot read')).toContain(reason), 20_000);
      expect(app.get(Transport).lag()).toEqual([]);
      expectNoSecret();
    },
  );
  const warnings = (about: string): string =>
    lines.filter((line) => line.includes('"level":"warn"') && line.includes(about)).join('');
});

const publish = async (database: Database, stream: string): Promise<void> => {
  const metadata = { commandId: 'c', at: '', actor: { kind: 'client', id: 'c' }, correlationId: 'c' };
  await database.query(
    `with head as (update sequence set head = head + 1 returning head)
     insert into event (id, stream, version, type, schema_version, data, public, metadata, recorded_at, chain, position)
     select gen_random_uuid(), $1, 1, 'Said', 1, '{}', '{"view":{}}', $2, now(), '', head from head`,
    [stream, JSON.stringify(metadata)],
  );
};
