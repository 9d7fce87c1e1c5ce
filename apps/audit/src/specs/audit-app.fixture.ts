import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { migrateService } from '#event-sourcing';
import { createApp, Environment } from '#service';
import { eventually, testPostgres } from '#testing';
import { auditLog } from '../audit.log.js';
import { auditService } from '../audit.service-definition.js';
import { Story } from './story.fixture.js';

export const password = 'correct-horse-battery';

/** Audit as a process of its own, over the logs of its neighbours. */
export class AuditApp {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly story: Story,
    private readonly drop: () => Promise<void>,
  ) {}

  static async start(operatorPassword = password): Promise<AuditApp> {
    const { url, drop } = await testPostgres();
    const story = await Story.begin(url);
    await migrateService(auditLog, { url, poolSize: 2 });
    const variables = {
      ASSENT_DATABASE_URL: url,
      ASSENT_KEY_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64url'),
      ASSENT_SHARED_KEY: Buffer.alloc(32, 2).toString('base64url'),
      ASSENT_OPERATOR_PASSWORD: operatorPassword,
      ASSENT_LOG_LEVEL: 'silent',
    };
    const app = await createApp([auditService], new Environment(variables));
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    return new AuditApp(app, story, drop);
  }

  get(url: string, headers: Record<string, string> = {}) {
    const authorization = `Basic ${Buffer.from(`operator:${password}`).toString('base64')}`;
    return this.app.inject({ method: 'GET', url, headers: { authorization, ...headers } });
  }

  async json<T = Record<string, unknown>>(url: string): Promise<T> {
    const answer = await this.get(url);
    if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} for ${url}: ${answer.body}`);
    return answer.json() as T;
  }

  /** Waits until audit has heard of so many events. */
  heard(url: string, events: number): Promise<void> {
    return eventually(async () => {
      const { entries } = await this.json<{ entries: unknown[] }>(url);
      if (entries.length !== events) throw new Error(`${entries.length} of ${events} events were heard of`);
    });
  }

  page(url: string) {
    return this.get(url, { accept: 'text/html,*/*;q=0.8' });
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.story.end();
    await this.drop();
  }
}
