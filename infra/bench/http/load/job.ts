import type { CpuSeconds } from '../measure/processes.js';
import type { Target } from '../subject.js';

export type ScenarioName = 'token' | 'intents' | 'introspection' | 'flow';

/** What the generator is asked to do, as JSON. */
export interface Job {
  readonly target: Target;
  readonly scenario: ScenarioName;
  readonly connections: number;
  readonly seconds: number;
  /** Operations to have ready; the measurement ends early when they are used up. */
  readonly stock: number;
  /** Operations per second of a fixed schedule (open model); as fast as answers come (closed loop) when missing. */
  readonly rate?: number;
}

/** What came of a job. */
export interface Result {
  readonly done: number;
  readonly failed: number;
  /** The first wrong answer. */
  readonly failure?: string;
  readonly seconds: number;
  /** Of the target, from the first request until it had nothing left to do. */
  readonly cpu: CpuSeconds;
  /** Milliseconds; in the open model from when a request was due, not from when it could be sent. */
  readonly latency: { readonly p50: number; readonly p99: number };
}
