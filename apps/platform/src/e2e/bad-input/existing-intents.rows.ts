import type { World } from '../world.js';
import { bearer, type HostileRequest, type Row } from './row.js';

const one = (
  title: string,
  method: string,
  id: (world: World) => string,
  more: Partial<HostileRequest> = {},
): Row => ({
  title: `${method} /intents/{id}: ${title}`,
  request: (world) => ({
    method,
    path: `/intents/${encodeURIComponent(id(world))}`,
    ...more,
    headers: { ...bearer(world.alice.accessToken), ...more.headers },
  }),
  status: 404,
  code: 'notFound',
  format: 'mef',
});
const mergePatch = { 'content-type': 'application/json' };

const others: Row[] = [
  one('an unknown intent', 'GET', () => 'urn:assent:intent:nothing'),
  one("another client's intent", 'GET', (world) => world.mallory.pendingIntent),
  one("another client's intent", 'DELETE', (world) => world.mallory.pendingIntent),
  one("another client's intent", 'PATCH', (world) => world.mallory.pendingIntent, {
    headers: mergePatch,
    body: '{"purpose":"mine"}',
  }),
  one('SQL as id', 'GET', () => "' OR 1=1 --"),
  one('HTML as id', 'GET', () => '<script>alert(1)</script>'),
  one('a NUL in the id', 'GET', () => 'a\u0000b'),
  one('400 characters as id', 'GET', () => 'x'.repeat(400)),
  {
    ...one('10 KB as id', 'GET', () => 'x'.repeat(10_000)),
    status: 414,
    code: 'uri-too-long',
    format: 'problem',
  },
  {
    ...one('a stale If-Match', 'PATCH', (world) => world.alice.pendingIntent, {
      headers: { ...mergePatch, 'if-match': '"99"' },
      body: '{"purpose":"new"}',
    }),
    status: 412,
    code: 'conflict',
  },
  {
    ...one('amending what is consumed', 'PATCH', (world) => world.consented.intentId, {
      headers: mergePatch,
      body: '{"purpose":"new"}',
    }),
    status: 409,
    code: 'conflict',
  },
  {
    ...one('revoking what is consumed', 'DELETE', (world) => world.consented.intentId),
    status: 409,
    code: 'conflict',
  },
];

const list = (title: string, query: string): Row => ({
  title: `GET /intents: ${title}`,
  request: (world) => ({
    method: 'GET',
    path: `/intents?${query}`,
    headers: bearer(world.alice.accessToken),
  }),
  status: 400,
  code: 'invalidQuery',
  format: 'mef',
});

const lists: Row[] = [
  list('a forged cursor', 'cursor=AAAA'),
  list('a limit that is no number', 'limit=all'),
  list('a negative limit', 'limit=-1'),
  list('limit twice', 'limit=1&limit=2'),
  list('an unknown status', 'status=lost'),
  list('SQL as status', `status=${encodeURIComponent("' OR 1=1 --")}`),
];

export const existingIntentsRows: readonly Row[] = [...others, ...lists];
