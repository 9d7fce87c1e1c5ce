import { deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { getListFromStatusListJWT } from '@sd-jwt/jwt-status-list';
import { toBase64url } from '../base64url.js';
import { makeParty, now, type Party, reasonFor, resolverOf } from '../credentials/credentials.fixture.js';
import { signJwt } from '../jwt/jwt.js';
import { reasonOf } from '../jws/jws.fixture.js';
import { assertValid, verifyStatusToken } from './status-token.js';
import { type StatusBits, StatusList, STATUS_LIST_MAX_BYTES } from './status-list.js';

const sizes: readonly StatusBits[] = [1, 2, 4, 8];
const hex = (text: string) => toBase64url(Buffer.from(text, 'hex'));

describe('a status list', () => {
  // Token Status List §4.1
  it.each<[StatusBits, string, number[]]>([
    [1, '78dadbb918000217015d', [1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1]],
    [2, '78da3be9f2130003df0207', [1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3]],
  ])('of %i bits reads and writes the example of the specification', async (bits, compressed, statuses) => {
    const list = StatusList.decode(bits, hex(compressed));
    expect(statuses.map((_, index) => list.get(index))).toEqual(statuses);
    const written = StatusList.ofSize(bits, statuses.length);
    statuses.forEach((status, index) => written.set(index, status));
    expect(await written.encode()).toEqual({ bits, lst: hex(compressed) });
  });

  // §C.1, §C.2: 2^20 entries; values that are not named are 0
  it.each<[StatusBits, Record<number, number>]>([
    [1, { 0: 1, 1993: 1, 25460: 1, 159495: 1, 495669: 1, 554353: 1, 645645: 1, 1000345: 1 }],
    [2, { 0: 1, 1993: 2, 25460: 1, 159495: 3, 495669: 1, 554353: 1, 645645: 2, 1000345: 3 }],
    [4, { 0: 1, 1993: 2, 35460: 3, 459495: 4, 1004534: 11, 1030205: 15 }],
    [8, { 52451: 1, 577: 2, 1048575: 255 }],
  ])('of %i bits holds 2^20 entries', async (bits, statuses) => {
    const list = StatusList.ofSize(bits, 1_048_576);
    for (const [index, status] of Object.entries(statuses)) list.set(Number(index), status);
    const { lst } = await list.encode();
    const read = StatusList.decode(bits, lst);
    expect(read.entries).toBe(1_048_576);
    for (const [index, status] of Object.entries(statuses)) expect(read.get(Number(index))).toBe(status);
    expect([read.get(1), read.get(1_048_574)]).toEqual([0, 0]);
  });

  it('keeps every status apart from its neighbours', async () => {
    const entries = fc.array(fc.tuple(fc.nat(199), fc.nat(255)), { maxLength: 50 });
    const property = fc.asyncProperty(fc.constantFrom(...sizes), entries, async (bits, sets) => {
      const list = StatusList.ofSize(bits, 200);
      const expected = new Map<number, number>();
      for (const [index, value] of sets) {
        list.set(index, value % 2 ** bits);
        expected.set(index, value % 2 ** bits);
      }
      const { lst } = await list.encode();
      const read = StatusList.decode(bits, lst);
      return Array.from({ length: 200 }, (_, index) => index).every(
        (index) => read.get(index) === (expected.get(index) ?? 0),
      );
    });
    await expect(fc.assert(property, { numRuns: 50 })).resolves.toBeUndefined();
  });

  it.each([-1, 16, 0.5, NaN, Infinity, 2 ** 53])('has no entry %d of sixteen (§8.3)', (index) =>
    expect(reasonOf(() => StatusList.ofSize(1, 16).get(index))).toBe('status-out-of-range'),
  );

  it.each<[string, unknown, unknown, string]>([
    ['three bits', 3, hex('78dadbb918000217015d'), 'status-list-malformed'],
    ['bits as text', '1', hex('78dadbb918000217015d'), 'status-list-malformed'],
    ['no list', 1, undefined, 'status-list-malformed'],
    ['other base64', 1, 'a b', 'not-base64url'],
    ['nothing compressed', 1, toBase64url(deflateSync('')), 'status-list-malformed'],
    ['no compression', 1, toBase64url('plain'), 'status-list-malformed'],
    ['gzip', 1, toBase64url(gzipSync(Buffer.alloc(16))), 'status-list-malformed'],
    ['a cut stream', 1, hex('78dadbb9180002'), 'status-list-malformed'],
    [
      'one byte more than fits',
      1,
      toBase64url(deflateSync(Buffer.alloc(STATUS_LIST_MAX_BYTES + 1))),
      'status-list-oversized',
    ],
    [
      'a zip bomb of a gigabyte',
      1,
      toBase64url(deflateSync(Buffer.alloc(100_000_000))),
      'status-list-oversized',
    ],
  ])('of %s is refused', (_name, bits, lst, reason) =>
    expect(reasonOf(() => StatusList.decode(bits, lst))).toBe(reason),
  );

  it('is not made larger than others would read, nor with values that do not fit', () => {
    expect(() => StatusList.ofSize(8, STATUS_LIST_MAX_BYTES + 1)).toThrow(RangeError);
    expect(() => StatusList.ofSize(1, 0)).toThrow(RangeError);
    expect(() => StatusList.ofSize(1, 8).set(0, 2)).toThrow(RangeError);
  });
});

describe('a Status List Token', () => {
  const uri = 'https://directory.example/status-lists/1';
  const seconds = now.getTime() / 1000;
  let issuer: Party;
  let stranger: Party;
  beforeAll(async () => {
    issuer = await makeParty('key', 'EdDSA');
    stranger = await makeParty('key', 'EdDSA');
  });
  const list = StatusList.ofSize(2, 1000);
  list.set(7, 1);
  list.set(8, 2);
  const token = async (change: object = {}, party = issuer, typ = 'statuslist+jwt') =>
    signJwt(party.key, typ, {
      sub: uri,
      iat: seconds,
      exp: seconds + 60,
      ttl: 30,
      status_list: await list.encode(),
      ...change,
    });
  const verify = async (text: string) => {
    const resolved = await resolverOf({})(issuer.did);
    return verifyStatusToken(text, { now, uri, key: resolved.find('assertionMethod') });
  };

  it('tells the status of each credential, and for how long', async () => {
    const verified = await verify(await token());
    expect(verified).toMatchObject({ issuedAt: seconds, expiresAt: seconds + 60, ttl: 30 });
    expect([6, 7, 8].map((index) => verified.list.get(index))).toEqual([0, 1, 2]);
  });

  it('is read by @sd-jwt/jwt-status-list', async () => {
    const read = getListFromStatusListJWT(await token());
    expect([6, 7, 8].map((index) => read.getStatus(index))).toEqual([0, 1, 2]);
  });

  it.each<[string, () => Promise<string>, string]>([
    ['of another list', () => token({ sub: `${uri}0` }), 'status-list-of-another-uri'],
    ['that has expired', () => token({ exp: seconds - 11 }), 'expired'],
    ['of the future', () => token({ iat: seconds + 60 }), 'not-yet-valid'],
    ['of another typ', () => token({}, issuer, 'JWT'), 'wrong-kind'],
    ['without iat', () => token({ iat: undefined }), 'missing-claim'],
    ['without a list', () => token({ status_list: undefined }), 'missing-claim'],
    ['whose list is text', () => token({ status_list: 'x' }), 'status-list-malformed'],
    ['with a negative ttl', () => token({ ttl: -1 }), 'status-list-malformed'],
    ['with a ttl as text', () => token({ ttl: '30' }), 'status-list-malformed'],
    [
      'with a zip bomb',
      () => token({ status_list: { bits: 1, lst: toBase64url(deflateSync(Buffer.alloc(50_000_000))) } }),
      'status-list-oversized',
    ],
    ['signed by a stranger', () => token({}, stranger), 'unknown-kid'],
    [
      'signed by a stranger under the kid of the issuer',
      () => token({}, { ...stranger, key: { ...stranger.key, kid: issuer.key.kid } }),
      'invalid-signature',
    ],
    ['of three million characters', async () => `a.${'a'.repeat(3_000_000)}.a`, 'oversized'],
  ])('%s is refused', async (_name, make, reason) => {
    const text = await make();
    expect(await reasonFor(() => verify(text))).toBe(reason);
  });

  it.each([
    [0, undefined],
    [1, 'status-invalid'],
    [2, 'status-suspended'],
    [3, 'status-unknown'],
    [11, 'status-unknown'],
  ])('with status %i: %s', (status, reason) => expect(reasonOf(() => assertValid(status))).toBe(reason));
});
