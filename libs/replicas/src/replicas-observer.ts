import type { StreamReader } from './stream-reader.js';

/** What counts how often owners are asked, if a deployment has it. */
export abstract class ReplicasObserver {
  /** Puts around the reader by which a service asks the owners of streams what is to see each question. */
  abstract around(service: string, reader: StreamReader): StreamReader;
}
