import { certificates, names, revocations } from './certified-certificates.rows.js';
import { at, makeFramework, seconds } from './certified.fixture.js';
import { claims, mine, reasonFor, revoked, signed, withCertificate } from './certified-hostile.fixture.js';
import { signatures } from './certified-signatures.rows.js';

describe('a JWS with a certificate', () => {
  it.each(Object.entries(certificates))('%s', async (_title, [make, reason]) => {
    expect(await reasonFor(await make())).toBe(reason);
  });

  it.each(Object.entries(revocations))('%s', async (_title, [revoke, reason]) => {
    const by = await withCertificate({});
    revoke(by);
    expect(await reasonFor(await signed({ ...claims, iat: seconds - 50 }, { by }))).toBe(reason);
  });

  it('of an authority that was revoked itself', async () => {
    const other = await makeFramework();
    const by = await other.certify(mine);
    other.revoked.set(other.issuer.id, revoked(at(-1)));
    expect(
      await reasonFor({ ...(await signed(claims, { by })), policy: { certificates: other.trust } }),
    ).toBe('certificate-revoked');
  });

  it.each(Object.entries(names))('whose iss is spelt %s', async (_title, [iss, reason]) => {
    expect(await reasonFor(await signed({ ...claims, iss }))).toBe(reason);
  });

  it.each(Object.entries(signatures))('%s', async (_title, [make, reason]) => {
    expect(await reasonFor(await make())).toBe(reason);
  });
});
