import { Module } from '@nestjs/common';
import {
  checkSettings,
  defineSettings,
  DeploymentSettings,
  Environment,
  parseInteger,
  parseText,
  type ServiceDefinition,
  SettingsRefused,
  settingsTable,
} from '../index.js';

@Module({})
class Nothing {}

const settings = defineSettings('hello', {
  patience: {
    env: 'HELLO_PATIENCE',
    doc: 'Seconds to wait.',
    parse: parseInteger(1, 60),
    sandbox: 5,
    production: 10,
  },
  secret: {
    env: 'HELLO_SECRET',
    doc: 'Known to nobody.',
    parse: parseText,
    sandbox: 'sandbox',
    secret: true,
  },
});
const hello: ServiceDefinition = {
  name: 'hello',
  module: Nothing,
  log: { service: 'hello', aggregates: [] },
  settings,
};
const toy: ServiceDefinition = { ...hello, name: 'toy', sandboxOnly: true };

const key = Buffer.alloc(32, 7).toString('base64url');
const sandbox = {
  ASSENT_DATABASE_URL: 'postgres://a:b@localhost/c',
  ASSENT_KEY_ENCRYPTION_KEY: key,
  ASSENT_SHARED_KEY: key,
};
const production = {
  ...sandbox,
  ASSENT_MODE: 'production',
  ASSENT_ISSUER: 'https://seller.example',
  ASSENT_TRANSPORT: 'log',
  HELLO_SECRET: 'x',
};

const problemsOf = (
  variables: Record<string, string>,
  ...definitions: ServiceDefinition[]
): Record<string, string> => {
  try {
    checkSettings(new Environment(variables), definitions.length > 0 ? definitions : [hello]);
    return {};
  } catch (error) {
    if (!(error instanceof SettingsRefused)) throw error;
    return Object.fromEntries(error.problems.map(({ env, message }) => [env, message]));
  }
};

describe('settings', () => {
  it('have defaults in the sandbox, but for what is generated', () => {
    expect(problemsOf(sandbox)).toEqual({});
    expect(Object.keys(problemsOf({}))).toEqual([
      'ASSENT_DATABASE_URL',
      'ASSENT_KEY_ENCRYPTION_KEY',
      'ASSENT_SHARED_KEY',
    ]);
  });

  it('are named all at once where production lacks them, of every service', () => {
    expect(Object.keys(problemsOf({ ASSENT_MODE: 'production' }))).toEqual([
      'ASSENT_ISSUER',
      'ASSENT_DATABASE_URL',
      'ASSENT_TRANSPORT',
      'ASSENT_KEY_ENCRYPTION_KEY',
      'ASSENT_SHARED_KEY',
      'HELLO_SECRET',
    ]);
  });

  it('let production start when all are there', () => {
    expect(problemsOf(production)).toEqual({});
  });

  it.each([
    ['an http issuer', { ASSENT_ISSUER: 'http://seller.example' }, 'ASSENT_ISSUER'],
    ['plain http between services', { ASSENT_SERVICE_URLS: 'tokens=http://tokens' }, 'ASSENT_SERVICE_URLS'],
    ['an unknown transport', { ASSENT_TRANSPORT: 'pigeon' }, 'ASSENT_TRANSPORT'],
    ['a short key', { ASSENT_SHARED_KEY: 'c2hvcnQ' }, 'ASSENT_SHARED_KEY'],
    ['a database of another kind', { ASSENT_DATABASE_URL: 'mysql://x' }, 'ASSENT_DATABASE_URL'],
    ['a number out of bounds', { HELLO_PATIENCE: '61' }, 'HELLO_PATIENCE'],
  ])('refuse %s in production', (_what, variables, env) => {
    expect(Object.keys(problemsOf({ ...production, ...variables }))).toEqual([env]);
  });

  it('refuse services of the sandbox in production', () => {
    expect(problemsOf(production, hello, toy)).toEqual({
      ASSENT_MODE: 'the service toy runs in the sandbox only',
    });
  });

  it.each([
    ['listen beyond loopback', { ASSENT_HOST: '0.0.0.0' }, 'ASSENT_HOST'],
    ['have a public issuer', { ASSENT_ISSUER: 'https://seller.example.com' }, 'ASSENT_ISSUER'],
  ])('do not let the sandbox %s', (_what, variables, env) => {
    expect(Object.keys(problemsOf({ ...sandbox, ...variables }))).toEqual([env]);
  });

  it.each([
    'https://localhost:3443',
    'https://auth.hub.example',
    'http://hub.test:3000',
    'https://a.localhost',
  ])('let the sandbox have the issuer %s, which is nobody’s outside (RFC 6761)', (issuer) =>
    expect(problemsOf({ ...sandbox, ASSENT_ISSUER: issuer })).toEqual({}),
  );

  it('know no third mode', () => {
    expect(problemsOf({ ASSENT_MODE: 'prod' })).toEqual({ ASSENT_MODE: 'must be sandbox or production' });
  });

  it('never show the value of a secret in what they refuse', () => {
    expect(JSON.stringify(problemsOf({ ...production, ASSENT_SHARED_KEY: 'hunter2' }))).not.toContain(
      'hunter2',
    );
  });

  it('give keys by purpose, the same in every process', () => {
    const coreOf = (): DeploymentSettings => {
      const environment = new Environment(sandbox);
      return new DeploymentSettings('sandbox', checkSettings(environment, [hello]));
    };
    expect(coreOf().sharedKey('a')).toEqual(coreOf().sharedKey('a'));
    expect(coreOf().sharedKey('a')).not.toEqual(coreOf().sharedKey('b'));
  });

  it('are documented with both defaults', () => {
    expect(settingsTable([hello]).slice(-2)).toEqual([
      {
        service: 'hello',
        env: 'HELLO_PATIENCE',
        doc: 'Seconds to wait.',
        sandbox: '5',
        production: '10',
        secret: false,
      },
      {
        service: 'hello',
        env: 'HELLO_SECRET',
        doc: 'Known to nobody.',
        sandbox: 'sandbox',
        production: 'required',
        secret: true,
      },
    ]);
  });
});
