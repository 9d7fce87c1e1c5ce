/** What the processes of a fleet are made to suffer from, besides what the operating system can do to them. */
export interface Injection {
  /** Seconds by which the clock of a service is ahead; negative when it is behind. */
  readonly skew?: Readonly<Record<string, number>>;
  /** Seed of the disorder in which events are delivered; none when they come in order, once. */
  readonly disorder?: number;
}

/** Environment variable with the path of a JSON file that holds an `Injection`, read when a process starts. */
export const injectionVariable = 'CHAOS_INJECTION';
