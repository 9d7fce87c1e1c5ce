import { createHmac } from 'node:crypto';
import { makeFramework, now, published, seconds, SUBJECT } from './certified.fixture.js';
import { CertificateSet } from './certificate-set.js';
import type { CertifiedBy } from './certificate-trust.js';
import { type CertifiedPolicy, verifyCertified } from './verify-certified.js';
import { generateSigningKey, importSigningKey, type KeyPair } from '../jwk/signing-key.js';
import { part } from '../jws/jws.fixture.js';
import { signJws } from '../jws/jws.js';

/** The world of what is hostile, made once for all rows. */
export const framework = await makeFramework();
export const [mine, stranger, rsa] = [
  await generateSigningKey('ES256'),
  await generateSigningKey('ES256'),
  await generateSigningKey('PS256'),
];
export const good = await framework.certify(mine);

/** Another certificate of the same key. */
export const withCertificate = (
  wish: NonNullable<Parameters<typeof framework.certify>[1]>,
): Promise<CertifiedBy> => framework.certify(mine, wish);

export const claims = { iss: SUBJECT, iat: seconds };
interface Wish {
  readonly by?: CertifiedBy;
  readonly pair?: KeyPair;
  readonly header?: object;
  readonly kid?: string;
}

/** Signs whatever it is told to, as a thief or a careless party would. */
export const signed = async (payload: object, wish: Wish = {}): Promise<Case> => {
  const { by = good, pair = mine, header = {}, kid = by.leaf.id } = wish;
  const key = await importSigningKey(pair.privateJwk, pair.alg);
  return { by, pair, jws: await signJws({ ...key, kid }, { ...header }, JSON.stringify(payload)) };
};

/** One attempt: what is presented, and what the verifier goes by. */
export interface Case {
  readonly jws: string;
  readonly by?: CertifiedBy;
  readonly pair?: KeyPair;
  readonly policy?: Partial<CertifiedPolicy>;
}

/** `good`, or the reason it is refused for. */
export const reasonFor = ({ jws, by = good, pair = mine, policy = {} }: Case): Promise<string> => {
  const set = CertificateSet.of({ keys: [published(pair, by)] });
  return verifyCertified(jws, {
    certificate: (id) => set.find(id),
    certificates: framework.trust,
    algorithms: ['PS256', 'ES256'],
    receivedAt: now,
    maxAge: 300,
    ...policy,
  }).then(
    () => 'good',
    (error: { name: string; reason: string }) => (error.name === 'Untrusted' ? error.reason : error.name),
  );
};

export const revoked = (revokedAt: Date, reason: 'superseded' | 'keyCompromise' = 'superseded') =>
  ({ status: 'revoked', revokedAt, reason }) as const;

export const hmac = (secret: string | Uint8Array) => {
  const input = `${part({ alg: 'HS256', kid: good.leaf.id })}.${part(claims)}`;
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
};
