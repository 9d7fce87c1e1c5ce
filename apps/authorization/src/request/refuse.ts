import { Refused } from '#event-sourcing';

/**
 * Declines an authorization request: `error` is the OAuth code that the client gets, `description` one sentence for its
 * developer, without anything of what was sent.
 */
export class RequestRefused extends Refused {
  constructor(
    readonly error: string,
    readonly description: string,
  ) {
    super('authorization-request-refused', { error, description });
  }
}

/** A check's way to say no. */
export const refuse = (error: string, description: string): never => {
  throw new RequestRefused(error, description);
};

export const demand: (condition: unknown, error: string, description: string) => asserts condition = (
  condition,
  error,
  description,
) => {
  if (!condition) refuse(error, description);
};
