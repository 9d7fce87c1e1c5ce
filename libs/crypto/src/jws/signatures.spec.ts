import { constants, createSecretKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import fc from 'fast-check';
import { CompactSign, compactVerify } from 'jose';
import { part } from './jws.fixture.js';
import { signBytes, verifyBytes } from './signatures.js';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pairs: Readonly<Record<string, { readonly privateKey: KeyObject; readonly publicKey: KeyObject }>> = {
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  PS256: rsa,
  RS256: rsa,
  EdDSA: generateKeyPairSync('ed25519'),
  Ed25519: generateKeyPairSync('ed25519'),
};
const algorithms = Object.keys(pairs);

const inputOf = (alg: string, payload = '{"amount":1}'): Buffer =>
  Buffer.from(`${part({ alg })}.${Buffer.from(payload).toString('base64url')}`);

/** Whether jose takes the signature for good; whatever it throws is a no. */
const joseSaysSo = (alg: string, key: KeyObject, input: Buffer, signature: Uint8Array): Promise<boolean> =>
  compactVerify(`${input.toString()}.${Buffer.from(signature).toString('base64url')}`, key, {
    algorithms: [alg],
  }).then(
    () => true,
    () => false,
  );

/** Both verdicts on one signature. */
const verdicts = async (alg: string, signature: Uint8Array, key = pairs[alg]!.publicKey) => {
  const input = inputOf(alg);
  return {
    ours: verifyBytes(alg, key, input, signature),
    jose: await joseSaysSo(alg, key, input, signature),
  };
};

describe.each(algorithms)('signatures of %s', (alg) => {
  const { privateKey, publicKey } = pairs[alg]!;

  it('that are made here are good for jose, and those that jose makes are good here', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (payload) => {
        const input = inputOf(alg, payload);
        const ours = await signBytes(alg, privateKey, input);
        expect(await joseSaysSo(alg, publicKey, input, ours)).toBe(true);
        expect(verifyBytes(alg, publicKey, input, ours)).toBe(true);
        const theirs = await new CompactSign(Buffer.from(payload))
          .setProtectedHeader({ alg })
          .sign(privateKey);
        const at = theirs.lastIndexOf('.');
        const signature = Buffer.from(theirs.slice(at + 1), 'base64url');
        expect(verifyBytes(alg, publicKey, Buffer.from(theirs.slice(0, at)), signature)).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  it('that were changed in any bit, cut, or made longer are bad here and for jose', async () => {
    const good = await signBytes(alg, privateKey, inputOf(alg));
    const flipped = fc.nat(good.length * 8 - 1).map((bit) => {
      const changed = Buffer.from(good);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      return changed;
    });
    const cut = fc.nat(good.length - 1).map((length) => good.subarray(0, length));
    const longer = fc.uint8Array({ minLength: 1, maxLength: 300 });
    const hostile = fc.oneof(
      flipped,
      cut,
      longer.map((more) => Buffer.concat([good, more])),
      longer.map((more) => Buffer.concat([more, good])),
      longer,
    );
    await fc.assert(
      fc.asyncProperty(hostile, async (signature) => {
        expect(await verdicts(alg, signature)).toEqual({ ours: false, jose: false });
      }),
      { numRuns: 150 },
    );
  });

  it('of one input are bad for another', async () => {
    const signature = await signBytes(alg, privateKey, inputOf(alg, '{"amount":2}'));
    expect(await verdicts(alg, signature)).toEqual({ ours: false, jose: false });
  });

  const strangers: readonly (readonly [string, KeyObject])[] = [
    ['P-384', generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey],
    ['secp256k1', generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).privateKey],
    ['RSA of 1024 bits', generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey],
    ['RSA for PSS alone', generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).privateKey],
    ['Ed448', generateKeyPairSync('ed448').privateKey],
    ['X25519', generateKeyPairSync('x25519').privateKey],
    ['a secret', createSecretKey(Buffer.alloc(32, 1))],
    ...Object.entries(pairs)
      .filter(([other]) => pairs[other]!.publicKey.asymmetricKeyType !== publicKey.asymmetricKeyType)
      .map(([other, pair]) => [`a key of ${other}`, pair.privateKey] as const),
  ];

  it.each(strangers)('are neither made nor found good with %s', async (_name, key) => {
    await expect(signBytes(alg, key, inputOf(alg))).rejects.toThrow(`the key does not sign ${alg}`);
    const good = await signBytes(alg, privateKey, inputOf(alg));
    expect(verifyBytes(alg, key, inputOf(alg), good)).toBe(false);
  });

  it('are not made with a public key', async () => {
    await expect(signBytes(alg, publicKey, inputOf(alg))).rejects.toThrow('the key does not sign');
  });
});

describe('signatures of ES256', () => {
  const { privateKey } = pairs['ES256']!;
  // FIPS 186-4 D.1.2.3
  const order = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
  const bytes = (value: bigint): Buffer => Buffer.from(value.toString(16).padStart(64, '0'), 'hex');
  const numbers = (signature: Buffer): [bigint, bigint] => [
    BigInt(`0x${signature.subarray(0, 32).toString('hex')}`),
    BigInt(`0x${signature.subarray(32).toString('hex')}`),
  ];
  const good = async () => numbers(await signBytes('ES256', privateKey, inputOf('ES256')));

  const hostile: readonly (readonly [string, () => Promise<Buffer>])[] = [
    ['of zeros (r = s = 0)', async () => Buffer.alloc(64)],
    ['of ones', async () => Buffer.alloc(64, 255)],
    ['with r = 0', async () => Buffer.concat([bytes(0n), bytes((await good())[1])])],
    ['with s = 0', async () => Buffer.concat([bytes((await good())[0]), bytes(0n)])],
    ['with r = n', async () => Buffer.concat([bytes(order), bytes((await good())[1])])],
    ['with s = n', async () => Buffer.concat([bytes((await good())[0]), bytes(order)])],
    ['with r and s changed over', async () => Buffer.concat((await good()).toReversed().map(bytes))],
    ['in DER', async () => sign('sha256', inputOf('ES256'), privateKey)],
    [
      'of SHA-384',
      async () => sign('sha384', inputOf('ES256'), { key: privateKey, dsaEncoding: 'ieee-p1363' }),
    ],
    [
      'with leading zeros in both numbers',
      async () => Buffer.concat((await good()).flatMap((n) => [Buffer.alloc(1), bytes(n)])),
    ],
  ];

  it.each(hostile)('are bad %s', async (_title, make) => {
    expect(await verdicts('ES256', await make())).toEqual({ ours: false, jose: false });
  });

  it('are as good with n − s as with s, here and for jose: who needs one spelling of a token compares no signatures', async () => {
    const [r, s] = await good();
    expect(await verdicts('ES256', Buffer.concat([bytes(r), bytes(order - s)]))).toEqual({
      ours: true,
      jose: true,
    });
  });
});

describe('signatures of RSA', () => {
  const input = (alg: string) => inputOf(alg);
  const pss = (hash: string, saltLength: number) => (alg: string) =>
    sign(hash, input(alg), { key: rsa.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength });
  const pkcs1 = (hash: string) => (alg: string) => sign(hash, input(alg), rsa.privateKey);
  const hostile: readonly (readonly [string, string, (alg: string) => Buffer])[] = [
    ['PS256', 'a salt of 0 bytes', pss('sha256', 0)],
    ['PS256', 'a salt of 20 bytes', pss('sha256', 20)],
    ['PS256', 'the longest salt', pss('sha256', 222)],
    ['PS256', 'SHA-512', pss('sha512', 32)],
    ['PS256', 'the padding of RS256', pkcs1('sha256')],
    ['RS256', 'the padding of PS256', pss('sha256', 32)],
    ['RS256', 'SHA-1', pkcs1('sha1')],
    ['RS256', 'zeros', () => Buffer.alloc(256)],
    ['PS256', 'zeros', () => Buffer.alloc(256)],
    ['PS256', 'a number beyond the modulus', () => Buffer.alloc(256, 255)],
  ];

  it.each(hostile)('of %s are bad with %s', async (alg, _title, make) => {
    expect(await verdicts(alg, make(alg))).toEqual({ ours: false, jose: false });
  });
});

describe('signatures of Ed25519', () => {
  // RFC 8032 §5.1: the order of the base point; §8.4: S is below it, or one signature would have several spellings.
  const order = 2n ** 252n + 27742317777372353535851937790883648493n;

  it('are bad when S was raised by the order, and when they are of zeros', async () => {
    const good = await signBytes('EdDSA', pairs['EdDSA']!.privateKey, inputOf('EdDSA'));
    const s = BigInt(`0x${Buffer.from(good.subarray(32)).reverse().toString('hex')}`) + order;
    const raised = Buffer.from(s.toString(16).padStart(64, '0'), 'hex').reverse();
    expect(await verdicts('EdDSA', Buffer.concat([good.subarray(0, 32), raised]))).toEqual({
      ours: false,
      jose: false,
    });
    expect(await verdicts('EdDSA', Buffer.alloc(64))).toEqual({ ours: false, jose: false });
  });
});

it('nothing signs or verifies by an algorithm that is not asymmetric, not known, or not its own', async () => {
  for (const alg of ['none', 'HS256', 'ES384', 'PS512', 'constructor', '__proto__', '']) {
    await expect(signBytes(alg, rsa.privateKey, inputOf(alg))).rejects.toThrow(TypeError);
    expect(() => verifyBytes(alg, rsa.publicKey, inputOf(alg), Buffer.alloc(64))).toThrow(TypeError);
  }
});
