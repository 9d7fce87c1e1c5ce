/** Where a reader stands on a partition; kept as it reads, so that asking costs nothing. */
export class Backlog {
  private end = 0;
  private reached = 0;
  private since = Date.now();

  /** The partition is known to go up to here. */
  extends(end: number): void {
    this.end = end;
  }

  /** A message of this time (milliseconds since 1970) is the oldest not yet handled. */
  waitsFor(time: number): void {
    this.since = time;
  }

  /** All up to here is handled; what comes next is taken to be as old as this until it is known. */
  reaches(position: number, time: number = this.since): void {
    [this.reached, this.since] = [position, time];
  }

  measure(now: number = Date.now()): { readonly messages: number; readonly ageMs: number } {
    const messages = Math.max(0, this.end - this.reached);
    // Clocks of services differ.
    return { messages, ageMs: messages === 0 ? 0 : Math.max(0, now - this.since) };
  }
}
