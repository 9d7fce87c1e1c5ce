/** What came back from the Seller. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed when it is JSON, text otherwise. */
  readonly body: unknown;
}

/** The Seller said no, in whatever format; `message` is for people. */
export class Declined extends Error {
  override readonly name = 'Declined';

  constructor(
    readonly request: string,
    readonly answer: Answer,
  ) {
    super(`${request} was answered ${answer.status} ${summary(answer.body)}`.trim());
  }
}

/** A member of a JSON answer that must be text. */
export const textOf = (answer: Answer, member: string): string => {
  const value = objectOf(answer)[member];
  if (typeof value !== 'string') throw new TypeError(`the answer has no ${member}`);
  return value;
};

export const objectOf = ({ body }: Answer): Readonly<Record<string, unknown>> =>
  typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};

const summary = (body: unknown): string => {
  const text = typeof body === 'string' ? body : (JSON.stringify(body) ?? '');
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
};
