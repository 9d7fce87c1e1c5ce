import { flattenedVerify, importJWK } from 'jose';
import { signDetached, verifyDetached } from './detached-jws.js';
import { signJws, verifyJws } from './jws.js';
import { makeSigner, part, policyOf } from './jws.fixture.js';

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

  describe('over a body as it stands (RFC 7797)', () => {
    const header = { b64: false, crit: ['b64'] };
    const understands = () => ({ ...policy(), crit: ['b64'] });

    it('is good where b64 is understood, and for jose', async () => {
      const text = '$.02 – with dots. and “quotes”';
      const signature = await signDetached(signer.keys.ES256, header, text);
      await expect(verifyDetached(signature, text, understands())).resolves.toBeDefined();
      const [head, , tail] = signature.split('.');
      const key = await importJWK({ ...signer.pairs.ES256.publicJwk }, 'ES256');
      const jws = { protected: head!, payload: text, signature: tail! };
      await expect(flattenedVerify(jws, key, { crit: { b64: true } })).resolves.toBeDefined();
    });

    it('is another signature than over the same body in base64url', async () => {
      const signature = await signDetached(signer.keys.EdDSA, header, 'AAAA');
      const [head, , tail] = signature.split('.');
      const other = `${part({ alg: 'EdDSA', kid: signer.pairs.EdDSA.kid })}..${tail}`;
      await expect(verifyDetached(other, Buffer.alloc(3), policy())).rejects.toThrow('invalid-signature');
      await expect(verifyJws(`${head}.AAAA.${tail}`, understands())).rejects.toThrow(
        'unknown-critical-header',
      );
    });

    it.each<[string, object, string[], string]>([
      ['where b64 is not understood', { b64: false, crit: ['b64'] }, [], 'unknown-critical-header'],
      ['with b64 that is not critical (§6)', { b64: false }, ['b64'], 'unknown-critical-header'],
      ['with b64 that is critical and not there', { crit: ['b64'] }, ['b64'], 'malformed-header'],
      ['with b64 that is no boolean', { b64: 'false', crit: ['b64'] }, ['b64'], 'malformed-header'],
      ['with b64 named twice', { b64: false, crit: ['b64', 'b64'] }, ['b64'], 'malformed-header'],
    ])('is refused %s', async (_title, more, crit, reason) => {
      const head = part({ alg: 'ES256', kid: signer.pairs.ES256.kid, ...more });
      await expect(verifyDetached(`${head}..AAAA`, 'x', { ...policy(), crit })).rejects.toThrow(reason);
    });

    it('is not made by halves', async () => {
      await expect(signDetached(signer.keys.ES256, { b64: false }, 'x')).rejects.toThrow(TypeError);
      await expect(signDetached(signer.keys.ES256, { b64: true, crit: ['b64'] }, 'x')).rejects.toThrow(
        TypeError,
      );
      await expect(signJws(signer.keys.ES256, header, 'x')).rejects.toThrow(TypeError);
    });
  });
});
