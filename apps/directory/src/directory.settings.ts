import { defineSettings, parseInteger, parseText } from '#service';

/** Settings of the sandbox trust framework. */
export const directorySettings = defineSettings('directory', {
  statementLifetime: {
    env: 'ASSENT_DIRECTORY_STATEMENT_LIFETIME',
    doc: 'Seconds that a software statement is valid.',
    parse: parseInteger(60, 86_400),
    sandbox: 3600,
  },
  token: {
    env: 'ASSENT_DIRECTORY_TOKEN',
    doc: 'Bearer token that changes to the directory need. Without one, changes are taken from this machine only.',
    parse: parseText,
    sandbox: '',
    secret: true,
  },
});
