import { authority, leaf, root, type rsa } from '../x509.fixture.js';

// OpenSSL looks at the clock on the wall.
/** The present, in whole seconds. */
export const now = new Date(Math.floor(Date.now() / 1000) * 1000);

export const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);

export const validity = { notBefore: hours(-1), notAfter: hours(24) };

/** A root, an authority, and two servers that it certified. */
export const pki = async (keys: () => ReturnType<typeof rsa>, hash: 'sha256' | 'sha512') => {
  const top = await root('Root', { ...validity, keys: keys(), hash });
  const ca = await authority(top, 'Issuing CA', { ...validity, keys: keys(), hash, pathLength: 0 });
  const names = { dns: ['api.acme.example'], ips: ['10.0.0.1'] };
  const wishes = { ...validity, keys: keys(), purpose: 'server-tls' as const, names };
  return { top, ca, good: await leaf(ca, 'good', wishes), bad: await leaf(ca, 'bad', wishes) };
};
