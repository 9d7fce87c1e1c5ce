import { decodeProtectedHeader } from 'jose';
import { makeSigner, policyOf } from '../jws/jws.fixture.js';
import { signDetached } from '../jws/detached-jws.js';
import { signOpenBanking, verifyOpenBanking } from './open-banking-signature.js';

let signer: Awaited<ReturnType<typeof makeSigner>>;
beforeAll(async () => {
  signer = await makeSigner();
});

const [iat, iss, tan] = ['iat', 'iss', 'tan'].map((name) => `http://openbanking.org.uk/${name}`) as [
  string,
  string,
  string,
];
const now = new Date('2026-01-01T00:00:00Z');
const seconds = now.getTime() / 1000;
const facts = { issuedAt: seconds, issuer: 'org-1/software-1', trustAnchor: 'openbanking.org.uk' };
const body = '{"Data":{"Amount":"10.00"}}';
const policy = (more = {}) => ({
  ...policyOf(signer.set, ['PS256']),
  now,
  issuer: 'org-1/software-1',
  trustAnchors: ['openbanking.org.uk'],
  maxAge: 300,
  ...more,
});
const verdict = (signature: string, more = {}) => verifyOpenBanking(signature, body, policy(more));

describe('x-jws-signature of Open Banking UK', () => {
  it('has iat, iss and tan in its header, all three critical', async () => {
    const signature = await signOpenBanking(signer.keys.PS256, facts, body);
    expect(decodeProtectedHeader(signature)).toEqual({
      alg: 'PS256',
      kid: signer.pairs.PS256.kid,
      typ: 'JOSE',
      cty: 'application/json',
      [iat]: seconds,
      [iss]: 'org-1/software-1',
      [tan]: 'openbanking.org.uk',
      crit: [iat, iss, tan],
    });
    expect((await verdict(signature)).facts).toEqual(facts);
  });

  it('up to version 3.1.3 signs the body as it stands, where both sides want it', async () => {
    const signature = await signOpenBanking(signer.keys.PS256, facts, body, { unencoded: true });
    expect(decodeProtectedHeader(signature)).toMatchObject({ b64: false, crit: ['b64', iat, iss, tan] });
    await expect(verdict(signature, { unencoded: true })).resolves.toMatchObject({ facts });
    await expect(verdict(signature)).rejects.toThrow('unknown-critical-header');
  });

  const good = {
    [iat]: seconds,
    [iss]: 'org-1/software-1',
    [tan]: 'openbanking.org.uk',
    crit: [iat, iss, tan],
  };
  const without = (name: string) => ({
    ...Object.fromEntries(Object.entries(good).filter(([each]) => each !== name)),
    crit: good.crit.filter((each) => each !== name),
  });
  it.each<[string, Record<string, unknown>, string]>([
    ['in which nothing is critical', { ...without(''), crit: undefined }, 'missing-claim'],
    ['without iat', without(iat), 'missing-claim'],
    ['without iss', without(iss), 'missing-claim'],
    ['without tan', without(tan), 'missing-claim'],
    ['whose tan is critical and not there', { ...good, [tan]: undefined }, 'malformed-header'],
    ['whose tan is not critical', { ...good, crit: [iat, iss] }, 'missing-claim'],
    [
      'with one more critical name',
      { ...good, crit: [...good.crit, 'exp'], exp: 1 },
      'unknown-critical-header',
    ],
    ['of an iat that is text', { ...good, [iat]: '1' }, 'malformed-claims'],
    ['of an iss that is a number', { ...good, [iss]: 1 }, 'malformed-claims'],
    ['of another issuer', { ...good, [iss]: 'org-1/software-2' }, 'wrong-issuer'],
    ['of a bank instead of its client', { ...good, [iss]: 'org-1' }, 'wrong-issuer'],
    ['of a trust anchor that is not ours', { ...good, [tan]: 'evil.example' }, 'wrong-trust-anchor'],
    ['to come', { ...good, [iat]: seconds + 46 }, 'not-yet-valid'],
    ['too old', { ...good, [iat]: seconds - 301 }, 'too-old'],
    ['of another typ', { ...good, typ: 'JWT' }, 'wrong-kind'],
    ['of another cty', { ...good, cty: 'text/plain' }, 'wrong-kind'],
  ])('is refused %s', async (_title, header, reason) => {
    const signature = await signDetached(signer.keys.PS256, { typ: 'JOSE', ...header }, body);
    await expect(verdict(signature)).rejects.toMatchObject({ name: 'Untrusted', reason });
  });

  it('is refused for another body, and by another algorithm', async () => {
    const signature = await signOpenBanking(signer.keys.PS256, facts, body);
    await expect(verifyOpenBanking(signature, `${body}\n`, policy())).rejects.toThrow('invalid-signature');
    await expect(verdict(await signOpenBanking(signer.keys.ES256, facts, body))).rejects.toThrow(
      'forbidden-algorithm',
    );
  });
});
