import type { Sandbox } from './sandbox.js';

/** What a person needs to go on by hand: addresses to open, and who to sign in as. */
export const welcome = ({ origin, secrets, folder, notice }: Sandbox): string => `
Open in a browser
  Sample Buyer         ${origin}/buyer
  Audit timeline       ${origin}/audit          (operator / ${secrets.operatorPassword})
  Discovery document   ${origin}/.well-known/openid-configuration
  API documentation    ${origin}/openapi

Sign in at the consent page as
  name                 ${secrets.person.username}
  password             ${secrets.person.password}
  TOTP secret          ${secrets.person.totpSecret}

Data is kept in ${folder}.${notice === undefined ? '' : `\n${notice}`}
Again: npm run walk. Stop: Ctrl-C.
`;
