import type { PublicClient } from '#contracts';
import { ClientKeys } from '../client-keys.js';
import { RemoteKeys } from '../remote-keys.js';
import { type AuthenticationMethods, ClientAuthentication } from './client-authentication.js';
import { privateKeyJwt } from './private-key-jwt.js';

export const now = new Date('2026-01-01T00:00:00Z');
export const issuer = 'https://seller.example';

/** Client authentication where one client is known, and its `jwks_uri` is answered so. */
export const authenticationOf = (
  client: PublicClient,
  { status, text }: { readonly status: number; readonly text: string },
): ClientAuthentication => {
  const clock = { now: () => now };
  const outbound = { fetch: () => Promise.resolve({ status, headers: new Headers(), text }) };
  const keys = new ClientKeys(new RemoteKeys(outbound, clock));
  const get = (_kind: string, id: string) =>
    Promise.resolve(id === 'buyer' ? { version: 1, view: client } : undefined);
  const methods = { private_key_jwt: privateKeyJwt({ settings: { issuer }, keys, clock }) };
  return new ClientAuthentication(methods as AuthenticationMethods, { get: get as never });
};
