import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { Database, EventSourcingModule, EventStore, migrateService } from '#event-sourcing';
import { OAuthModule } from '#oauth';
import { ReplicasModule } from '#replicas';
import { context, eventually, testPostgres, type TestPostgres } from '#testing';
import { createApp, Environment, type ServiceDefinition } from '../index.js';
import { counter, countersLog } from '../metrics/counter.fixture.js';
import { variables } from '../specs/hello.service.js';

@Module({
  imports: [
    EventSourcingModule.forService(countersLog),
    ReplicasModule.forService('counters', []),
    OAuthModule.forService('counters', { signs: true }),
  ],
})
class CountersModule {}

const counters: ServiceDefinition = { name: 'counters', module: CountersModule, log: countersLog };

describe('the probes of a process', () => {
  let postgres: TestPostgres;
  const running: NestFastifyApplication[] = [];

  beforeEach(async () => {
    postgres = await testPostgres();
    await migrateService(countersLog, { url: postgres.url, poolSize: 2 });
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((app) => app.close()));
    await postgres.drop();
  });

  const start = async (more: Readonly<Record<string, string>> = {}): Promise<NestFastifyApplication> => {
    const environment = new Environment({ ...variables, ASSENT_DATABASE_URL: postgres.url, ...more });
    const app = await createApp([counters], environment);
    running.push(app);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    return app;
  };
  const probe = async (app: NestFastifyApplication, path: string) => {
    const answer = await app.inject({ url: path });
    return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
  };
  const administer = async (...statements: readonly string[]): Promise<void> => {
    const server = new pg.Client({ connectionString: postgres.url.replace(/\/[^/]*$/, '/postgres') });
    await server.connect();
    for (const statement of statements) await server.query(statement);
    await server.end();
  };

  it('say yes when all is well', async () => {
    const app = await start();
    expect((await probe(app, '/startupz')).status).toBe(200);
    expect(await probe(app, '/readyz')).toEqual({
      status: 200,
      body: {
        status: 'ready',
        databases: { counters: 'ok' },
        keys: { counters: 'ok' },
        transport: 'ok',
        behind: { counters: expect.any(Number) as number, consumers: 0 },
      },
    });
  });

  it('send requests elsewhere while the database is away, restart nothing, and take them again', async () => {
    const app = await start();
    expect((await probe(app, '/readyz')).status).toBe(200);
    const name = postgres.url.split('/').at(-1);
    await administer(
      `alter database "${name}" with allow_connections false`,
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
    );
    await eventually(async () =>
      expect(await probe(app, '/readyz')).toMatchObject({
        status: 503,
        body: { status: 'unavailable', databases: { counters: 'unavailable' } },
      }),
    );
    expect((await probe(app, '/livez')).status).toBe(200);
    expect((await probe(app, '/startupz')).status).toBe(200);
    await administer(`alter database "${name}" with allow_connections true`);
    await eventually(async () => expect((await probe(app, '/readyz')).status).toBe(200), 10_000);
  }, 60_000);

  it('do not let a process start whose signing keys do not open', async () => {
    await start();
    const another = await start({ ASSENT_KEY_ENCRYPTION_KEY: Buffer.alloc(32, 9).toString('base64url') });
    expect((await probe(another, '/startupz')).status).toBe(503);
    expect(await probe(another, '/readyz')).toMatchObject({
      status: 503,
      body: { databases: { counters: 'ok' }, keys: { counters: 'unavailable' } },
    });
  });

  it('tell how far the process is behind, and send requests elsewhere for it where a deployment wants that', async () => {
    const tolerant = await start();
    const strict = await start({ ASSENT_READINESS_LAG: '1' });
    expect((await probe(strict, '/readyz')).status).toBe(200);
    const database = tolerant.get(Database, { strict: false });
    await database.query(`update lease set holder = 'one that hangs', fence = fence + 1, until = 'infinity'`);
    const store = tolerant.get(EventStore, { strict: false });
    await store.execute(counter, '1', { type: 'Count', context: context() });
    await eventually(async () => expect((await probe(strict, '/readyz')).status).toBe(503), 20_000);
    const { status, body } = await probe(tolerant, '/readyz');
    expect(status).toBe(200);
    await eventually(async () => {
      const { behind } = (await probe(tolerant, '/readyz')).body as { behind: { counters: number } };
      expect(behind.counters).toBeGreaterThan(1);
    }, 20_000);
    expect(body).toMatchObject({ status: 'ready' });
  }, 60_000);
});
