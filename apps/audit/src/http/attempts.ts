import { Injectable } from '@nestjs/common';
import { Clock, Refused } from '#event-sourcing';

/** Wrong passwords in a minute: per address, and of all addresses together. */
const allowed = { address: 5, all: 50 };
const minute = 60_000;

/** Slows guessing of the operator's password: an attempt is counted before it is judged, and taken back when it was right. */
@Injectable()
export class Attempts {
  private attempts: { readonly address: string; readonly at: number }[] = [];

  constructor(private readonly clock: Clock) {}

  /** Throws `Refused('too-many-attempts')`; gives what to call when the attempt was right. */
  count(address: string): () => void {
    const now = this.clock.now().getTime();
    this.attempts = this.attempts.filter(({ at }) => now - at < minute);
    const own = this.attempts.filter((attempt) => attempt.address === address);
    if (own.length >= allowed.address || this.attempts.length >= allowed.all)
      throw new Refused('too-many-attempts');
    const attempt = { address, at: now };
    this.attempts.push(attempt);
    return () => {
      this.attempts = this.attempts.filter((each) => each !== attempt);
    };
  }
}
