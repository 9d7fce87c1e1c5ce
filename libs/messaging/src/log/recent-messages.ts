import type { Message } from '../message.js';

/** The newest public events of one topic, shared by all who follow it, so that each is read from the database once. */
export class RecentMessages {
  private messages: Message[] = [];
  private waiting = new Set<() => void>();
  /** Everything after `from` up to `head` is in memory. */
  private from: number;
  head: number;
  /** Up to here it was read; what is not public counts as well, so that nobody looks through it twice. */
  scanned: number;

  constructor(
    start: number,
    private readonly capacity = 2000,
  ) {
    this.from = start;
    this.head = start;
    this.scanned = start;
  }

  /** Takes what was read, and up to where. */
  append(messages: readonly Message[], scanned: number): void {
    this.scanned = Math.max(this.scanned, scanned);
    const fresh = messages.filter(({ offset }) => offset > this.head);
    if (fresh.length === 0) return;
    this.messages.push(...fresh);
    this.head = fresh.at(-1)!.offset;
    const surplus = this.messages.length - this.capacity;
    if (surplus > 0) this.from = this.messages.splice(0, surplus).at(-1)!.offset;
    this.wake();
  }

  /** Undefined when the answer is older than what is kept here. */
  after(offset: number, limit: number): readonly Message[] | undefined {
    if (offset < this.from) return undefined;
    const first = this.messages.findLastIndex((message) => message.offset <= offset) + 1;
    return this.messages.slice(first, first + limit);
  }

  /** Resolves when something newer than the offset is here, or the signal aborts. */
  async newerThan(offset: number, signal: AbortSignal): Promise<void> {
    while (this.head <= offset && !signal.aborted) await this.woken(signal);
  }

  private woken(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.waiting.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.waiting.add(done);
      signal.addEventListener('abort', done);
    });
  }

  private wake(): void {
    for (const done of this.waiting) done();
  }
}
