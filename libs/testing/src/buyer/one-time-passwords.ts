import { Secret, TOTP } from 'otpauth';

/**
 * The one-time passwords of a base32 secret (RFC 6238, 30 s, six digits). Each is good once, so every call takes the first
 * time step within the allowed drift that was not used yet.
 */
export const oneTimePasswords = (secret: string): (() => string) => {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  const used = new Set<string>();
  return () => {
    // The step to come before the one that passed: time goes on until the code is judged.
    const steps = [0, 1, -1].map((drift) => totp.generate({ timestamp: Date.now() + drift * 30_000 }));
    const unused = steps.find((code) => !used.has(code)) ?? steps[0]!;
    used.add(unused);
    return unused;
  };
};
