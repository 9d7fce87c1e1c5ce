// Prints an .env file for docker-compose.yml with fresh secrets: node infra/image/secrets.mjs > .env
import { randomBytes, randomInt } from 'node:crypto';

const services = [
  'DIRECTORY',
  'REGISTRATION',
  'TOKENS',
  'INTENTS',
  'AUTHORIZATION',
  'QUOTES',
  'NOTIFICATIONS',
  'AUDIT',
];
const key = () => randomBytes(32).toString('base64url');
const base32 = (length) =>
  Array.from({ length }, () => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[randomInt(32)]).join('');

const person = {
  username: `sofia.${randomInt(100, 1000)}`,
  password: key().slice(0, 20),
  totpSecret: base32(32),
};

const lines = [
  '# Secrets of one deployment of docker-compose.yml. Keep them: data is sealed under them.',
  `POSTGRES_PASSWORD=${key()}`,
  `SHARED_KEY=${key()}`,
  `OPERATOR_PASSWORD=${key().slice(0, 20)}`,
  `PERSON='${JSON.stringify(person)}'`,
  `BUYER_KEY=${key()}`,
  ...services.flatMap((name) => [
    `${name}_DATABASE_PASSWORD=${key()}`,
    `${name}_KEY_ENCRYPTION_KEY=${key()}`,
  ]),
];
process.stdout.write(`${lines.join('\n')}\n`);
