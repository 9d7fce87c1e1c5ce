import type { World } from '../world.js';
import { brokenUtf8, json, type Row } from './row.js';

const path = '/legal-entity-presentation';
const headers = { 'content-type': 'application/json' };
const nonce = 'n-0S6_WzA2Mj-n-0S6_WzA2Mj';

const asking = (title: string, code: string, body: (world: World) => unknown): Row => ({
  title: `POST ${path}: ${title}`,
  status: 400,
  code,
  format: 'oauth',
  request: (world) => ({ method: 'POST', path, headers, body: json(body(world)) }),
});
const ofAlice = ({ alice }: World) => ({ client_id: alice.client.clientId, nonce });

/** The Seller is asked who it is, by nobody or for nothing. */
export const sellerRows: readonly Row[] = [
  asking('a client that nobody knows', 'unauthorized_client', () => ({ client_id: 'nobody', nonce })),
  asking('no client', 'invalid_request', () => ({ nonce })),
  asking('a client that is no text', 'invalid_request', () => ({ client_id: { $ne: '' }, nonce })),
  asking('the address of another Seller as client', 'unauthorized_client', () => ({
    client_id: 'https://another-seller.example',
    nonce,
  })),
  asking('no nonce', 'invalid_request', (world) => ({ ...ofAlice(world), nonce: undefined })),
  asking('a nonce that can be guessed', 'invalid_request', (world) => ({ ...ofAlice(world), nonce: '1' })),
  asking('a nonce that is too long', 'invalid_request', (world) => ({
    ...ofAlice(world),
    nonce: 'n'.repeat(257),
  })),
  asking('a nonce with a line break', 'invalid_request', (world) => ({
    ...ofAlice(world),
    nonce: `${nonce}\nmore`,
  })),
  asking('an audience of its own choice', 'invalid_request', (world) => ({
    ...ofAlice(world),
    audience: 'https://another-seller.example',
  })),
  asking('a list', 'invalid_request', () => []),
  {
    title: `POST ${path}: broken UTF-8`,
    status: 400,
    code: 'invalid_request',
    format: 'oauth',
    request: () => ({ method: 'POST', path, headers, body: brokenUtf8() }),
  },
];
