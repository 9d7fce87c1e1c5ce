import { mefValidator } from '#contracts';
import { Refused } from '#event-sourcing';

/** Which of its intents a client wants to see. */
export interface IntentFilter {
  readonly status?: string;
  readonly kind?: string;
  /** RFC 3339, both exclusive. */
  readonly createdAfter?: string;
  readonly createdBefore?: string;
  readonly limit: number;
  readonly after?: Cursor;
}

/** The last row of a page; the next page starts behind it. */
export interface Cursor {
  readonly createdAt: string;
  readonly intentId: string;
}

const MOST = 100;
const USUAL = 20;

const statuses = ['pending', 'authorized', 'consumed', 'revoked', 'expired', 'rejected', 'withdrawn'];
const time = { type: 'string', format: 'date-time' } as const;

/** JSON Schema of the query of `GET /intents`. */
export const listQuerySchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    status: { enum: statuses },
    kind: { type: 'string', minLength: 1, maxLength: 100 },
    'createdAt.gt': time,
    'createdAt.lt': time,
    limit: { type: 'string', pattern: '^[1-9][0-9]{0,5}$' },
    cursor: { type: 'string', minLength: 1, maxLength: 500 },
  },
} as const;

const problemsOf = mefValidator(listQuerySchema);

/** Reads the query, each parameter once. Throws `Refused('invalid-query')`. */
export const intentFilter = (query: Readonly<Record<string, string | undefined>>): IntentFilter => {
  if (problemsOf(query).length > 0) throw new Refused('invalid-query');
  const { status, kind, limit, cursor } = query;
  return {
    ...(status !== undefined && { status }),
    ...(kind !== undefined && { kind }),
    ...(query['createdAt.gt'] !== undefined && { createdAfter: query['createdAt.gt'] }),
    ...(query['createdAt.lt'] !== undefined && { createdBefore: query['createdAt.lt'] }),
    limit: Math.min(Number(limit ?? USUAL), MOST),
    ...(cursor !== undefined && { after: readCursor(cursor) }),
  };
};

export const writeCursor = ({ createdAt, intentId }: Cursor): string =>
  Buffer.from(JSON.stringify([createdAt, intentId])).toString('base64url');

/** What a row can have; a JavaScript date can be of years that PostgreSQL does not know. */
const CREATED_AT = /^2\d{3}-/;
const INTENT_ID = /^urn:assent:intent:[\w-]{22}$/;

const readCursor = (text: string): Cursor => {
  try {
    const [createdAt, intentId] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[];
    const cursor = { createdAt: new Date(createdAt as string).toISOString(), intentId: intentId as string };
    const ours = CREATED_AT.test(cursor.createdAt) && INTENT_ID.test(cursor.intentId);
    if (ours && writeCursor(cursor) === text) return cursor;
  } catch {
    // Not one of ours: refused below.
  }
  throw new Refused('invalid-query');
};
