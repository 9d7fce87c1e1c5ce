import { defineSettings, parseInteger } from '#service';
import { parseTrustedIssuers, type TrustedIssuer } from './statement/trusted-issuer.js';

/** Settings of client registration. */
export const registrationSettings = defineSettings('registration', {
  trustedIssuers: {
    env: 'ASSENT_TRUSTED_ISSUERS',
    doc: 'Whose software statements are believed: JSON list of {"issuer", "jwksUri", "profile"?, "clientsPerSoftware"? one|many}; the directory, when none is named in the sandbox.',
    parse: parseTrustedIssuers,
    sandbox: [] as readonly TrustedIssuer[],
  },
  statementMaxAge: {
    env: 'ASSENT_STATEMENT_MAX_AGE',
    doc: 'Seconds after its issue that a software statement is still accepted.',
    parse: parseInteger(60, 2_592_000),
    sandbox: 86_400,
    production: 3600,
  },
});
