/** What the owner of a stream lets its neighbours know of it. */
export interface PublicStream {
  readonly stream: string;
  readonly kind: string;
  readonly version: number;
  readonly view: Readonly<Record<string, unknown>>;
}

/** Asks the owner of a stream: `GET /internal/streams/:stream?minimumVersion=`. */
export abstract class StreamReader {
  /** Undefined when the owner does not know it. Throws `Refused('neighbour-unavailable')`. */
  abstract read(owner: string, stream: string, minimumVersion?: number): Promise<PublicStream | undefined>;
}
