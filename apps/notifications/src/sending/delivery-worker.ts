import { setTimeout as pause } from 'node:timers/promises';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DeliveryQueue, type TakenDelivery } from '../delivery/delivery-queue.js';
import { Deliver } from './deliver.js';

/** Attempts at once, of all listeners and of one: a slow Buyer must not keep the others waiting. */
const MOST = 16;
const MOST_OF_ONE = 4;
const IDLE_MS = 250;
/** A stop does not wait longer: what is under way then is sent again, once its lease is over. */
const PATIENCE_MS = 3_000;

/** Sends what is due, for as long as the service runs. Any number of processes may do so side by side. */
@Injectable()
export class DeliveryWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(DeliveryWorker.name);
  private readonly stopping = new AbortController();
  private readonly inFlight = new Map<TakenDelivery, Promise<void>>();
  private running: Promise<void> = Promise.resolve();
  private wake: () => void = () => undefined;

  constructor(
    private readonly queue: DeliveryQueue,
    private readonly deliver: Deliver,
  ) {}

  onApplicationBootstrap(): void {
    this.running = this.run();
  }

  /** Takes nothing more, and waits a little for what is under way. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await this.running;
    const patience = new AbortController();
    const sent = Promise.all(this.inFlight.values()).then(() => patience.abort());
    await Promise.race([
      sent,
      pause(PATIENCE_MS, undefined, { signal: patience.signal }).catch(() => undefined),
    ]);
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.fill().catch((err: unknown) =>
        this.logger.error({ err }, 'the delivery queue cannot be read'),
      );
      await this.rest();
    }
  }

  // Until a moment has passed, or something that was under way is done and may have made room.
  private rest(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, IDLE_MS);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private async fill(): Promise<void> {
    const free = MOST - this.inFlight.size;
    if (free <= 0) return;
    for (const taken of await this.queue.take(free, this.busyListeners())) {
      this.inFlight.set(taken, this.send(taken));
    }
  }

  private async send(taken: TakenDelivery): Promise<void> {
    try {
      await this.deliver.deliver(taken.deliveryId);
      await this.queue.release(taken);
    } catch (err) {
      // The lease runs out by itself, and the delivery is taken again.
      this.logger.error({ err, delivery: taken.deliveryId }, 'a delivery could not be handled');
    } finally {
      this.inFlight.delete(taken);
      this.wake();
    }
  }

  private busyListeners(): readonly string[] {
    const counts = new Map<string, number>();
    for (const { listenerId } of this.inFlight.keys())
      counts.set(listenerId, (counts.get(listenerId) ?? 0) + 1);
    return [...counts].filter(([, count]) => count >= MOST_OF_ONE).map(([listenerId]) => listenerId);
  }
}
