import type { World } from '../world.js';
import { bearer, json, type Row } from '../bad-input/row.js';
import { anotherStatement } from './revocation.js';
import { type Expected, row } from './row.js';

const asJson = { 'content-type': 'application/json' };
const denied = [403, 'access_denied', 'oauth'] as const;
const stranger = [401, 'invalid_token', 'oauth'] as const;

const managing = (
  title: string,
  expected: Expected,
  method: string,
  by: (world: World) => { readonly token: string; readonly body?: object | Promise<object> },
): Row =>
  row(`${method} /register/{client_id}: ${title}`, expected, async (world) => {
    const { token, body: sent } = by(world);
    const headers = { ...bearer(token), ...(sent !== undefined && asJson) };
    const path = `/register/${world.alice.client.clientId}`;
    return { method, path, headers, ...(sent !== undefined && { body: json(await sent) }) };
  });
const client_id = (world: World) => ({ client_id: world.alice.client.clientId });
const token = (world: World): string => world.alice.registrationToken;

/** Ways out that are none. */
export const aroundIt: readonly Row[] = [
  managing('to be registered anew', denied, 'DELETE', (world) => ({ token: token(world) })),
  managing('with nothing better', denied, 'PUT', (world) => ({
    token: token(world),
    body: client_id(world),
  })),
  managing('with the statement that was revoked', denied, 'PUT', (world) => ({
    token: token(world),
    body: { ...client_id(world), software_statement: world.alice.statement },
  })),
  managing(
    'with the statement of other software',
    [400, 'unapproved_software_statement', 'oauth'],
    'PUT',
    (world) => ({
      token: token(world),
      body: world
        .freshStatement()
        .then((software_statement) => ({ ...client_id(world), software_statement })),
    }),
  ),
  managing('by a stranger, with a statement that would do', stranger, 'PUT', (world) => ({
    token: world.mallory.registrationToken,
    body: anotherStatement(world.origin, world.alice.statement).then((software_statement) => ({
      ...client_id(world),
      software_statement,
    })),
  })),
  managing('by its access token', stranger, 'PUT', (world) => ({
    token: world.alice.accessToken,
    body: client_id(world),
  })),
  row('POST /register: the same request again', [400, 'invalid_software_statement', 'oauth'], (world) => ({
    method: 'POST',
    path: '/register',
    headers: asJson,
    body: json(world.alice.request),
  })),
  row(
    'POST /register: its software beside it',
    [400, 'unapproved_software_statement', 'oauth'],
    async (world) => ({
      method: 'POST',
      path: '/register',
      headers: asJson,
      body: json({ software_statement: await anotherStatement(world.origin, world.alice.statement) }),
    }),
  ),
  row(
    'POST /register/{client_id}/reinstatement: there is no such way',
    [404, 'invalid_request', 'oauth'],
    (world) => ({
      method: 'POST',
      path: `/register/${world.alice.client.clientId}/reinstatement`,
      headers: { ...bearer(world.alice.registrationToken), ...asJson },
      body: '{}',
    }),
  ),
];
