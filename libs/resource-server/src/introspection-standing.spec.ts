import { ResourceServer } from './authorize.js';
import { introspectionStanding } from './standing.js';
import { clock, issuer, makeIssuer, resource } from './tokens.fixture.js';

it('a resource server without replicas asks the authorization server about both tokens (RFC 7662)', async () => {
  const seller = await makeIssuer();
  const asked: string[] = [];
  let ended = '';
  const standing = introspectionStanding((token) => {
    asked.push(token);
    return Promise.resolve({ active: token !== ended });
  });
  const server = new ResourceServer({ issuer, resource, keys: seller.keys, clock, standing });
  const access = await seller.access();
  const token = await seller.resourceToken(access);
  const head = { rawHeaders: ['authorization', `Bearer ${access}`, 'resource-token', token] };
  const protection = { scope: 'createQuote', resourceToken: true };
  await expect(server.authorize(head, protection)).resolves.toMatchObject({ clientId: 'buyer' });
  expect(asked).toEqual([access, token]);
  ended = token;
  await expect(server.authorize(head, protection)).rejects.toMatchObject({
    reason: 'invalid-credentials',
    detail: { cause: 'token-ended' },
  });
});
