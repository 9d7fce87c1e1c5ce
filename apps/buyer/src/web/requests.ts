import { randomBytes } from 'node:crypto';
import type { Buyer } from '../buyer.js';
import type { PendingAuthorization } from '../seller/authorization.js';

/** One request for a quote that was begun on the page. The tokens it needed are used at once and kept nowhere. */
export interface QuoteRequest {
  readonly id: string;
  readonly status: 'staged' | 'declined' | 'failed' | 'quoted';
  readonly title: string;
  readonly quote: unknown;
  readonly intentId: string;
  readonly authorization: PendingAuthorization;
  /** SHA-256 of the cookie of the browser that began it, base64url. */
  readonly browser: string;
  readonly createdAt: string;
  readonly quoteIdempotencyKey: string;
  readonly quoteId?: string;
  /** The quote as it was read last. */
  readonly answer?: Readonly<Record<string, unknown>>;
  readonly answerReadAt?: string;
  /** Why it ended without a quote, for people. */
  readonly problem?: string;
}

const shape = /^[\w-]{22}$/;
const fileOf = (id: string): string => `requests/${id}`;

export const newRequestId = (): string => randomBytes(16).toString('base64url');

export const keepRequest = ({ folder }: Buyer, request: QuoteRequest): Promise<void> =>
  folder.write(fileOf(request.id), request);

export const readRequest = async ({ folder }: Buyer, id: string): Promise<QuoteRequest | undefined> =>
  shape.test(id) ? folder.read<QuoteRequest>(fileOf(id)) : undefined;

/** Newest first. */
export const listRequests = async (buyer: Buyer): Promise<readonly QuoteRequest[]> => {
  const ids = await buyer.folder.list('requests');
  const all = await Promise.all(ids.map((id) => readRequest(buyer, id)));
  return all
    .filter((one): one is QuoteRequest => one !== undefined)
    .toSorted((one, other) => other.createdAt.localeCompare(one.createdAt));
};

export const findByState = async (buyer: Buyer, state: string): Promise<QuoteRequest | undefined> =>
  (await listRequests(buyer)).find(({ authorization }) => authorization.state === state);
