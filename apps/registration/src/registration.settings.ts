import { policySetting } from '#oauth';
import { defineSettings, parseInteger, parseOneOf } from '#service';
import { parseTrustedIssuers, type TrustedIssuer } from './statement/trusted-issuer.js';

/** Settings of client registration. */
export const registrationSettings = defineSettings('registration', {
  trustedIssuers: {
    env: 'ASSENT_TRUSTED_ISSUERS',
    doc: 'Whose software statements are believed: JSON list of {"issuer", "jwksUri", "profile"?, "clientsPerSoftware"? one|many}; the directory, when none is named in the sandbox.',
    parse: parseTrustedIssuers,
    sandbox: [] as readonly TrustedIssuer[],
  },
  environment: {
    env: 'ASSENT_REGISTRATION_ENVIRONMENT',
    doc: 'Environment of the trust framework whose software is registered, sandbox or production: a rehearsal has that of its certificates.',
    parse: parseOneOf('sandbox', 'production'),
    sandbox: 'sandbox' as const,
    production: 'production' as const,
  },
  statementMaxAge: {
    env: 'ASSENT_STATEMENT_MAX_AGE',
    doc: 'Seconds after its issue that a software statement is still accepted.',
    parse: parseInteger(60, 2_592_000),
    sandbox: 86_400,
    production: 3600,
  },
  policy: policySetting,
  challengeLife: {
    env: 'ASSENT_REGISTRATION_CHALLENGE_LIFE',
    doc: 'Seconds that a nonce for a presentation of a Legal Entity is good for, once.',
    parse: parseInteger(30, 3600),
    sandbox: 300,
    production: 300,
  },
  standingInterval: {
    env: 'ASSENT_STANDING_INTERVAL',
    doc: 'Milliseconds between two looks at what registrations rest on; status lists are fetched once in their time to live.',
    parse: parseInteger(100, 600_000),
    sandbox: 1000,
    production: 5000,
  },
  standingUnknownFor: {
    env: 'ASSENT_STANDING_UNKNOWN_FOR',
    doc: 'Seconds that a client goes on while a status that its registration rests on cannot be learned; then it is suspended until it can.',
    parse: parseInteger(60, 2_592_000),
    sandbox: 86_400,
    production: 14_400,
  },
});
