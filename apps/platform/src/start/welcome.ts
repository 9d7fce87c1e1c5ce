import type { SandboxSecrets } from './sandbox-secrets.js';

/** Where a sandbox answers, and who may sign in. */
export interface Welcoming {
  readonly origin: string;
  readonly folder: string;
  /** PEM file of the authority of the server certificate. */
  readonly ca?: string;
  readonly mtlsOrigin?: string;
  readonly secrets: Pick<SandboxSecrets, 'person' | 'operatorPassword'>;
  /** One sentence that the person should know. */
  readonly notice?: string;
}

/** What a person needs to go on by hand: addresses to open, and who to sign in as. */
export const welcome = ({ origin, secrets, folder, notice, ...tls }: Welcoming): string => `
Open in a browser
  Sample Buyer         ${origin}/buyer
  Trust framework      ${origin}/directory      (and a Buyer of your own in one click)
  Audit timeline       ${origin}/audit          (operator / ${secrets.operatorPassword})
  Discovery document   ${origin}/.well-known/openid-configuration
  API documentation    ${origin}/openapi${mutualTls(tls)}

Sign in at the consent page as
  name                 ${secrets.person.username}
  password             ${secrets.person.password}
  TOTP secret          ${secrets.person.totpSecret}

Data is kept in ${folder}.${notice === undefined ? '' : `\n${notice}`}
Again: npm run walk. Stop: Ctrl-C.
`;

const mutualTls = ({ ca, mtlsOrigin }: Pick<Welcoming, 'ca' | 'mtlsOrigin'>): string =>
  ca && mtlsOrigin ? `\n  With certificates    ${mtlsOrigin}         (authority: ${ca})` : '';
