import { Secret, TOTP } from 'otpauth';
import { hashPassword, passwordMatches } from './password.js';
import { totpStep } from './totp.js';

describe('a password', () => {
  it('is kept as argon2id', async () => {
    const hash = await hashPassword('correct horse');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    await expect(passwordMatches('correct horse', hash)).resolves.toBe(true);
    await expect(passwordMatches('correct horsf', hash)).resolves.toBe(false);
  });
  it('is the same however a keyboard composes its letters', async () => {
    await expect(passwordMatches('Pru\u0308fung', await hashPassword('Pr\u00fcfung'))).resolves.toBe(true);
  });
  it('of nobody never matches, not even the decoy', async () => {
    await expect(passwordMatches('the password of nobody', undefined)).resolves.toBe(false);
  });
  it('of nobody takes as long as that of somebody', async () => {
    const hash = await hashPassword('correct horse');
    await passwordMatches('warm', undefined);
    const time = async (known: string | undefined) => {
      const from = performance.now();
      for (let index = 0; index < 5; index += 1) await passwordMatches('wrong', known);
      return performance.now() - from;
    };
    const [somebody, nobody] = [await time(hash), await time(undefined)];
    expect(nobody).toBeGreaterThan(somebody / 3);
  });
});

describe('a time-based code (RFC 6238)', () => {
  const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
  const at = new Date('2026-01-01T00:00:10.000Z');
  const codeAt = (seconds: number) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() + seconds * 1000 });
  const step = Math.floor(at.getTime() / 30_000);

  it('belongs to its time step', () => expect(totpStep(secret, codeAt(0), at)).toBe(step));
  it('may be a step early or late', () => {
    expect(totpStep(secret, codeAt(-30), at)).toBe(step - 1);
    expect(totpStep(secret, codeAt(30), at)).toBe(step + 1);
  });
  it('is wrong two steps away', () => {
    expect(totpStep(secret, codeAt(-60), at)).toBeUndefined();
    expect(totpStep(secret, codeAt(60), at)).toBeUndefined();
  });
  it.each(['', '12345', '1234567', 'abcdef', '12 456', '１２３４５６'])('is never %j', (code) =>
    expect(totpStep(secret, code, at)).toBeUndefined(),
  );
});
