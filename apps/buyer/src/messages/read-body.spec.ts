import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  CompactSign,
  type CompactJWSHeaderParameters,
  exportJWK,
  type GenerateKeyPairResult,
  generateKeyPair,
} from 'jose';
import { plainConnection } from '../seller/connection.js';
import { readBody, type SignedText } from './read-body.js';

const event = { eventId: '1', eventType: 'quoteStateChangeEvent', event: { id: 'q' } };
const now = () => Math.floor(Date.now() / 1000);

describe('what the Buyer takes for a body of the Seller', () => {
  let server: Server;
  let seller: string;
  let own: GenerateKeyPairResult;
  let stranger: GenerateKeyPairResult;
  beforeAll(async () => {
    [own, stranger] = await Promise.all([generateKeyPair('ES256'), generateKeyPair('ES256')]);
    const jwk = { ...(await exportJWK(own.publicKey)), kid: 'seller', alg: 'ES256', use: 'sig' };
    server = createServer((request, response) => {
      const keys = request.url === '/jwks';
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(keys ? { keys: [jwk] } : { jwks_uri: `${seller}/jwks` }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    seller = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  const read = (body: SignedText) => readBody({ seller, connection: plainConnection }, body, ['buyer']);
  const compact = (payload: unknown, header: Partial<CompactJWSHeaderParameters> = {}, key = own) =>
    new CompactSign(Buffer.from(JSON.stringify(payload)))
      .setProtectedHeader({ alg: 'ES256', kid: 'seller', ...header })
      .sign(key.privateKey);
  const claims = (change: object = {}) => ({ iss: seller, aud: 'buyer', iat: now(), Data: event, ...change });
  const wrapped = async (contentType: string, change: object = {}, header = {}, key = own) => ({
    contentType,
    text: await compact(claims(change), header, key),
  });
  const jwt = (change: object = {}, header: object = {}, key = own) =>
    wrapped('application/jwt', change, { typ: 'JWT', ...header }, key);
  const json = async (text: string, signed = text, key = own) => {
    const jws = await compact(JSON.parse(signed), { typ: 'JOSE' }, key);
    return { contentType: 'application/json;charset=utf-8', text, signature: jws.replace(/\.[^.]+\./, '..') };
  };

  it.each<[string, () => Promise<SignedText>]>([
    ['a jwt', () => jwt()],
    ['a jose', () => wrapped('application/jose', { aud: undefined }, { typ: 'JOSE' })],
    ['JSON with a detached signature', () => json(JSON.stringify(event))],
  ])('%s with a good signature', async (_title, make) => {
    expect(await read(await make())).toEqual({ data: event, alg: 'ES256', kid: 'seller' });
  });

  it.each<[string, () => Promise<SignedText>]>([
    ['a jwt by somebody else', () => jwt({}, {}, stranger)],
    ['a jwt by a key that is not published', () => jwt({}, { kid: 'other' })],
    ['a jwt for another Buyer', () => jwt({ aud: 'other' })],
    ['a jwt of another issuer', () => jwt({ iss: 'https://other.example' })],
    ['a jwt of yesterday', () => jwt({ iat: now() - 86_400 })],
    ['a jwt of tomorrow', () => jwt({ iat: now() + 86_400 })],
    ['a jwt without a time', () => jwt({ iat: undefined })],
    ['a jwt without Data', () => jwt({ Data: undefined })],
    ['an access token', () => jwt({}, { typ: 'at+jwt' })],
    ['a jose of another issuer', () => wrapped('application/jose', { iss: 'x' }, { typ: 'JOSE' })],
    ['JSON without a signature', async () => ({ contentType: 'application/json', text: '{}' })],
    ['JSON that was changed', () => json('{"a":2}', '{"a":1}')],
    ['JSON signed by somebody else', () => json('{"a":1}', '{"a":1}', stranger)],
    [
      'JSON under the media type of a jwt',
      async () => ({ ...(await json('{}')), contentType: 'application/jwt' }),
    ],
  ])('but not %s', async (_title, make) => {
    await expect(read(await make())).rejects.toThrow(Error);
  });
});
