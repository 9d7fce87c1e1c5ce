import { SignJWT } from 'jose';
import type { CoreSettings } from '#service';

export type Settings = Readonly<Record<string, string>>;

/** What every notifications service of a spec is set up with. */
export const environment = (url: string): Settings => ({
  ASSENT_DATABASE_URL: url,
  ASSENT_KEY_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64url'),
  ASSENT_SHARED_KEY: Buffer.alloc(32, 2).toString('base64url'),
});

/** As another service of the deployment would have it. */
export const internalToken = (core: CoreSettings, target: string): Promise<string> =>
  new SignJWT()
    .setProtectedHeader({ alg: 'HS256', typ: 'assent-internal+jwt' })
    .setIssuer('platform')
    .setAudience(target)
    .setIssuedAt()
    .setExpirationTime('60s')
    .sign(core.sharedKey(`internal:${target}`));
