import { decryptJwe } from './jwe.js';
import { foreignJwe, openerOf } from './jwe.fixture.js';
import { keyManagements } from './jwe-algorithms.js';
import { envelopes } from './jwe-envelopes.rows.js';
import { good, reader, rsa, saying } from './jwe-hostile.fixture.js';
import { keys } from './jwe-keys.rows.js';
import { secrets } from './jwe-secrets.rows.js';
import type { JwePolicy } from './jwe.js';

const reasonFor = (jwe: string, more: Partial<JwePolicy> = {}): Promise<string> =>
  decryptJwe(jwe, openerOf(reader.keys, more)).then(
    () => 'opened',
    (error: { name: string; reason: string }) => (error.name === 'Untrusted' ? error.reason : error.name),
  );

describe('a hostile JWE is refused', () => {
  it.each(Object.entries({ ...envelopes, ...keys }))('%s', async (_title, [make, reason]) => {
    expect(await reasonFor(await make())).toBe(reason);
  });

  it.each(Object.entries(secrets))('and nothing is learnt of %s', async (_title, make) => {
    expect(await reasonFor(await make())).toBe('decryption-failed');
  });

  it('without accessjwk where MEF 128 R52 is meant', async () => {
    const recipient = await reader.recipient('RSA');
    const jwe = await foreignJwe(recipient, { alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: recipient.kid });
    expect(await reasonFor(jwe, { accessJwk: 'required' })).toBe('missing-access-key');
    await expect(decryptJwe(jwe, openerOf(reader.keys))).resolves.toBeDefined();
  });

  it('by an algorithm or encryption that was not registered', async () => {
    expect(await reasonFor(await good(), { algorithms: ['ECDH-ES'] })).toBe('forbidden-algorithm');
    expect(await reasonFor(await good(), { encryptions: ['A128GCM'] })).toBe('forbidden-encryption');
  });

  it('even where a careless caller names what is not ours', async () => {
    const careless = { algorithms: [...keyManagements, 'dir', 'RSA1_5'], encryptions: ['A128CBC-HS256'] };
    for (const alg of ['dir', 'RSA1_5'])
      expect(await reasonFor(saying(rsa({ alg })), careless)).toBe('forbidden-algorithm');
    expect(await reasonFor(saying(rsa({ enc: 'A128CBC-HS256' })), careless)).toBe('forbidden-encryption');
  });
});
