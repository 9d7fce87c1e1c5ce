/** A JSON Schema (draft 2020-12) of an object. */
export interface ObjectSchema {
  readonly type: 'object';
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly [keyword: string]: unknown;
}

/** What neighbours may know of one kind of stream, and when they hear of it. */
export interface KindContract {
  /** The service that writes these streams; several, where each has streams of its own of this kind. */
  readonly owner: string | readonly string[];
  /** Version of the public form, from 1; raised by a change that is not backward compatible. */
  readonly version: number;
  /** The whole public state, sent with every event. Closed, so that nothing leaves by accident. */
  readonly view: ObjectSchema;
  /** Public events, each with the schema of its `detail`; null where it has none. */
  readonly events: Readonly<Record<string, ObjectSchema | null>>;
}
