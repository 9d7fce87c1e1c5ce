import { signDetached, verifyDetached } from './detached-jws.js';
import { signJws } from './jws.js';
import { makeSigner, policyOf } from './jws.fixture.js';

let signer: Awaited<ReturnType<typeof makeSigner>>;
beforeAll(async () => {
  signer = await makeSigner();
});
const policy = () => policyOf(signer.set);

describe('a detached signature', () => {
  const body = Buffer.from('{"eventId":"1","name":"Zürich"}');

  it('covers the exact bytes of the body', async () => {
    const signature = await signDetached(signer.keys.PS256, { typ: 'JOSE', cty: 'json' }, body);
    expect(signature).toMatch(/^[\w-]+\.\.[\w-]+$/);
    await expect(verifyDetached(signature, body, policy())).resolves.toMatchObject({
      header: { cty: 'json', kid: signer.pairs.PS256.kid },
    });
    await expect(verifyDetached(signature, `${body.toString()} `, policy())).rejects.toThrow(
      'invalid-signature',
    );
  });

  it('takes large bodies, but no large header', async () => {
    const large = Buffer.alloc(200_000, 'x');
    const signature = await signDetached(signer.keys.EdDSA, {}, large);
    await expect(verifyDetached(signature, large, policy())).resolves.toBeDefined();
    await expect(verifyDetached('A'.repeat(20_000), large, policy())).rejects.toThrow('oversized');
  });

  it('is refused when it carries a payload, or is no JWS at all', async () => {
    await expect(verifyDetached(await signJws(signer.keys.ES256, {}, body), body, policy())).rejects.toThrow(
      'not-a-detached-jws',
    );
    await expect(verifyDetached('', body, policy())).rejects.toThrow('not-a-detached-jws');
    await expect(verifyDetached('..', body, policy())).rejects.toThrow('not-a-compact-jws');
  });

  it('may name critical header parameters that the verifier understands, and no others', async () => {
    const iat = 'http://openbanking.org.uk/iat';
    const signature = await signDetached(signer.keys.PS256, { [iat]: 1, crit: [iat] }, body);
    await expect(verifyDetached(signature, body, { ...policy(), crit: [iat] })).resolves.toBeDefined();
    await expect(verifyDetached(signature, body, policy())).rejects.toThrow('unknown-critical-header');
  });
});
