import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { EventSourcingModule, EventStore, migrateService } from '#event-sourcing';
import { Module } from '@nestjs/common';
import { context, eventually, testPostgres, type TestPostgres } from '#testing';
import { createApp, Environment, type ServiceDefinition } from '../index.js';
import { hello, variables } from '../specs/hello.service.js';
import { counter, countersLog } from './counter.fixture.js';

@Module({ imports: [EventSourcingModule.forService(countersLog)] })
class CountersModule {}

const counters: ServiceDefinition = { name: 'counters', module: CountersModule, log: countersLog };

describe('what a process tells of itself', () => {
  let postgres: TestPostgres;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    postgres = await testPostgres();
    await migrateService(countersLog, { url: postgres.url, poolSize: 2 });
    const environment = new Environment({ ...variables, ASSENT_DATABASE_URL: postgres.url });
    app = await createApp([hello, counters], environment);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });
  afterAll(async () => {
    await app.close();
    await postgres.drop();
  });

  const metrics = async (): Promise<string> => (await app.inject({ url: '/metrics' })).body;
  const count = () =>
    app.get(EventStore, { strict: false }).execute(counter, '1', { type: 'Count', context: context() });

  it('is text as Prometheus reads it, with what Node.js tells of itself', async () => {
    const answer = await app.inject({ url: '/metrics' });
    expect(answer.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    for (const name of [
      'process_cpu_seconds_total',
      'nodejs_eventloop_lag_p99_seconds',
      'nodejs_heap_size_used_bytes',
    ])
      expect(answer.body).toContain(`# TYPE ${name}`);
  });

  it('has rate, errors and duration by the template of a route and its service, never by its URL', async () => {
    await app.inject({ url: '/greetings/ada?code=hunter2' });
    await app.inject({ url: '/greetings/bob' });
    await app.inject({ url: '/nowhere/hunter2' });
    const text = await metrics();
    expect(text).toContain(
      'assent_http_request_duration_seconds_count{service="hello",route="/greetings/:name",method="GET",status="2xx"} 2\n',
    );
    expect(text).toContain(
      'assent_http_request_duration_seconds_count{service="platform",route="none",method="GET",status="4xx"} 1\n',
    );
    expect(text).not.toMatch(/hunter2|ada|bob/);
  });

  it('has refusals by the reason of their table', async () => {
    await app.inject({ method: 'POST', url: '/greetings', payload: { name: 'nobody' } });
    expect(await metrics()).toContain(
      'assent_http_refusals_total{service="hello",route="/greetings",reason="nobody-there"} 1\n',
    );
  });

  it('counts commands by outcome, events by type, and group commits by size', async () => {
    await Promise.all([count(), count(), count()]);
    await app
      .get(EventStore, { strict: false })
      .execute(counter, '1', { type: 'Count', context: context() }, { expectedVersion: 9 })
      .catch(() => undefined);
    const text = await metrics();
    expect(text).toContain(
      'assent_command_duration_seconds_count{service="counters",kind="counter",outcome="written"} 3\n',
    );
    expect(text).toContain(
      'assent_command_duration_seconds_count{service="counters",kind="counter",outcome="version-mismatch"} 1\n',
    );
    expect(text).toContain('assent_events_total{service="counters",type="Counted"} 3\n');
    expect(text).toMatch(/assent_append_batch_size_sum\{service="counters"\} 3\n/);
  });

  it('tells where the log and what follows it stand', async () => {
    const other = await createApp(
      [counters],
      new Environment({ ...variables, ASSENT_DATABASE_URL: postgres.url }),
    );
    await other.init();
    await other.getHttpAdapter().getInstance().ready();
    await eventually(async () => {
      const { body } = await other.inject({ url: '/metrics' });
      expect(body).toContain('assent_database_up{service="counters"} 1\n');
      expect(body).toMatch(/assent_log_positions_total\{service="counters"\} 3\n/);
      expect(body).toContain('assent_log_unsequenced_events{service="counters"} 0\n');
      expect(body).toMatch(/assent_database_connections\{service="counters",state="open"\} [1-9]/);
      expect(body).toContain(
        'assent_projection_lag_positions{service="counters",projection="counts_v1",state="live"} 0\n',
      );
    }, 12_000);
    await other.close();
  });
});
