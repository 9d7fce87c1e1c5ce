import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

type Handler = (payload: string) => void;

/** One connection that listens, for all services of this process on one server; it comes back when it breaks. */
class Listener {
  private readonly handlers = new Map<string, Set<Handler>>();
  private client: pg.Client | undefined;
  private readonly running: Promise<void>;

  constructor(private readonly url: string) {
    this.running = this.run();
  }

  add(channel: string, handler: Handler): void {
    const known = this.handlers.get(channel);
    if (known) known.add(handler);
    else this.handlers.set(channel, new Set([handler]));
    if (!known) void this.client?.query(`listen ${channel}`).catch(() => undefined);
  }

  /** Answers whether anybody still listens. */
  remove(channel: string, handler: Handler): boolean {
    const handlers = this.handlers.get(channel);
    handlers?.delete(handler);
    if (handlers?.size === 0) this.handlers.delete(channel);
    return this.handlers.size > 0;
  }

  async close(): Promise<void> {
    await this.client?.end().catch(() => undefined);
    await this.running;
  }

  private async run(): Promise<void> {
    await Promise.resolve(); // the first handler is added right after construction
    while (this.handlers.size > 0) {
      await this.listenUntilBroken().catch(() => undefined);
      if (this.handlers.size > 0) await pause(250, undefined, { ref: false });
    }
  }

  private async listenUntilBroken(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'assent listener',
      keepAlive: true,
    });
    const broken = new Promise<void>((done) => client.once('end', done));
    client.on('error', () => undefined); // `end` follows
    client.on('notification', ({ channel, payload = '' }) => {
      for (const handler of this.handlers.get(channel) ?? []) handler(payload);
    });
    await client.connect();
    this.client = client;
    for (const channel of this.handlers.keys()) await client.query(`listen ${channel}`);
    if (this.handlers.size === 0) await client.end();
    await broken;
    this.client = undefined;
  }
}

const listeners = new Map<string, Listener>();

/** Calls `handler` for each notification of a channel, until the answered function is called. Some may be lost: poll as well. */
export const listen = (url: string, channel: string, handler: Handler): (() => Promise<void>) => {
  const listener = listeners.get(url) ?? new Listener(url);
  listeners.set(url, listener);
  listener.add(channel, handler);
  return async () => {
    if (listener.remove(channel, handler)) return;
    if (listeners.get(url) === listener) listeners.delete(url);
    await listener.close();
  };
};
