import type { HostileRequest, Row } from './row.js';

const form = 'application/x-www-form-urlencoded';
/** A request to the token endpoint. */
export const post = (
  body: URLSearchParams | string | Uint8Array<ArrayBuffer>,
  type = form,
): HostileRequest => ({
  method: 'POST',
  path: '/token',
  headers: { 'content-type': type },
  body,
});
export const clientCredentials = { grant_type: 'client_credentials', scope: 'intents' };

/** A row that is answered as RFC 6749 §5.2 has it. */
export const oauth = (title: string, status: number, code: string, request: Row['request']): Row => ({
  title: `POST /token: ${title}`,
  request,
  status,
  code,
  format: 'oauth',
});
