import { Secret, TOTP } from 'otpauth';

/** Seconds. */
export const TOTP_PERIOD = 30;

/** The time step that a code belongs to (RFC 6238), one step of clock drift either way; undefined when it is wrong. */
export const totpStep = (secret: string, code: string, at: Date): number | undefined => {
  if (!/^\d{6}$/.test(code)) return undefined;
  const totp = new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: TOTP_PERIOD });
  const delta = totp.validate({ token: code, timestamp: at.getTime(), window: 1 });
  return delta === null ? undefined : Math.floor(at.getTime() / 1000 / TOTP_PERIOD) + delta;
};
