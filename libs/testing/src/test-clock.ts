import { Clock } from '#event-sourcing';

/** A clock that stands still until it is told otherwise. */
export class TestClock extends Clock {
  constructor(private time: Date = new Date('2026-01-01T00:00:00.000Z')) {
    super();
  }

  now(): Date {
    return new Date(this.time);
  }

  set(time: Date | string): void {
    this.time = new Date(time);
  }

  advance({ days = 0, hours = 0, minutes = 0, seconds = 0, milliseconds = 0 }: Step): void {
    const wholeSeconds = ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
    this.time = new Date(this.time.getTime() + wholeSeconds * 1_000 + milliseconds);
  }
}

interface Step {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
  readonly milliseconds?: number;
}
