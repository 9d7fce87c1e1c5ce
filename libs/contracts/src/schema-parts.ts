/** Pieces that many schemas share. Personal data has no place in any of them. */

/** Identifiers, names and other short text. */
export const text = { type: 'string', maxLength: 2048 } as const;
/** RFC 3339 in UTC. */
export const time = { type: 'string', format: 'date-time' } as const;
/** Seconds since the epoch, counts, versions. */
export const whole = { type: 'integer', minimum: 0 } as const;
export const flag = { type: 'boolean' } as const;
/** Why something happened, such as `client-deleted` or `access_denied`. */
export const reason = { type: 'string', pattern: '^[a-z0-9]+([-_][a-z0-9]+)*$', maxLength: 100 } as const;

export const listOf = <const T>(items: T) => ({ type: 'array', items }) as const;
export const oneOf = <const T extends readonly string[]>(...values: T) =>
  ({ type: 'string', enum: values }) as const;

/** An object with these members and no others; all are required but those named as optional. */
export const closed = <const P extends Record<string, unknown>, const O extends keyof P & string = never>(
  properties: P,
  optional: readonly O[] = [],
): Closed<P, O> => {
  const required = Object.keys(properties).filter((name) => !optional.includes(name as O));
  return { type: 'object', properties, required, additionalProperties: false } as unknown as Closed<P, O>;
};

type Closed<P, O> = {
  readonly type: 'object';
  readonly properties: P;
  readonly required: readonly Exclude<keyof P & string, O>[];
  readonly additionalProperties: false;
};
