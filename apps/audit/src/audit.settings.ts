import { defineSettings, parseText } from '#service';

/** At least twelve characters, or an argon2id hash. */
const parsePassword = (text: string): string => {
  const secret = parseText(text);
  if (secret.startsWith('$') ? secret.startsWith('$argon2id$') : secret.length >= 12) return secret;
  throw new Error('must be a password of at least 12 characters, or its argon2id hash as a PHC string');
};

/** Settings of audit. */
export const auditSettings = defineSettings('audit', {
  operatorPassword: {
    env: 'ASSENT_OPERATOR_PASSWORD',
    doc: 'Password of the user `operator` of the audit pages, or its argon2id hash (PHC string). Without one, nobody gets in.',
    parse: parsePassword,
    sandbox: '',
    secret: true,
  },
});
