import type { ServiceDefinition } from '../run/service-definition.js';
import { incompleteKafka } from './check-kafka.js';
import { incompleteSigning } from './check-signing.js';
import { incompleteTls } from './check-tls.js';
import { commonSettings } from './common-settings.js';
import { type Environment, type SettingProblem, SettingsRefused } from './environment.js';
import type { SettingSpecs, SettingValues } from './settings.js';

type Common = SettingValues<typeof commonSettings>;

/**
 * Refuses to start on missing or unsafe settings of the deployment and of every service at once.
 * Throws `SettingsRefused`.
 */
export const checkSettings = (
  environment: Environment,
  definitions: readonly ServiceDefinition[],
): Common => {
  const specs: readonly SettingSpecs[] = [
    commonSettings,
    ...definitions.map(({ settings }) => settings?.specs ?? {}),
  ];
  const unusable = specs.flatMap((each) => environment.problems(each));
  const problems = [
    ...unique(unusable),
    ...sandboxServices(environment, definitions),
    ...incompleteKafka(environment),
    ...incompleteTls(environment),
    ...incompleteSigning(environment),
  ];
  const unsafe = unsafeValues(environment);
  if (problems.length + unsafe.length > 0) throw new SettingsRefused([...problems, ...unsafe]);
  return environment.read(commonSettings);
};

const unique = (problems: readonly SettingProblem[]): readonly SettingProblem[] => [
  ...new Map(problems.map((problem) => [problem.env, problem])).values(),
];

const sandboxServices = (
  environment: Environment,
  definitions: readonly ServiceDefinition[],
): readonly SettingProblem[] =>
  definitions
    .filter(({ sandboxOnly }) => sandboxOnly === true && environment.mode === 'production')
    .map(({ name }) => ({ env: 'ASSENT_MODE', message: `the service ${name} runs in the sandbox only` }));

/** Values that parse, but are no good in this mode; those that do not parse are told of elsewhere. */
const unsafeValues = (environment: Environment): readonly SettingProblem[] => {
  const { issuer, host, serviceUrls, port, metricsPort } = commonSettings;
  const values = {
    ...readable(environment, { issuer }),
    ...readable(environment, { host }),
    ...readable(environment, { serviceUrls }),
    ...readable(environment, { port }),
    ...readable(environment, { metricsPort }),
  };
  return environment.mode === 'production'
    ? [...plainHttp(values), ...publicMetrics(values)]
    : beyondLoopback(values);
};

// What the services answer on is public, and metrics tell how business goes.
const publicMetrics = ({ port, metricsPort }: Partial<Common>): readonly SettingProblem[] =>
  metricsPort === 0 || (metricsPort !== undefined && metricsPort === port)
    ? [{ env: 'ASSENT_METRICS_PORT', message: 'must be a port of its own in production' }]
    : [];

const readable = (environment: Environment, specs: SettingSpecs): Partial<Common> =>
  environment.problems(specs).length > 0 ? {} : (environment.read(specs) as Partial<Common>);

const plainHttp = ({ issuer, serviceUrls = {} }: Partial<Common>): readonly SettingProblem[] => [
  ...(issuer?.startsWith('http:') ? [{ env: 'ASSENT_ISSUER', message: 'must be https in production' }] : []),
  ...Object.entries(serviceUrls)
    .filter(([, url]) => url.startsWith('http:'))
    .map(([service]) => ({
      env: 'ASSENT_SERVICE_URLS',
      message: `the URL of ${service} must be https in production`,
    })),
];

const loopback = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/;
/** Names that no public resolver knows (RFC 6761 §6.2, §6.3, §6.5): whoever uses them says where they lead. */
const reserved = /\.(test|localhost|example)$/;

const beyondLoopback = ({ issuer, host }: Partial<Common>): readonly SettingProblem[] => [
  ...(host !== undefined && !loopback.test(host)
    ? [{ env: 'ASSENT_HOST', message: 'the sandbox listens on loopback only (localhost, 127.0.0.1 or ::1)' }]
    : []),
  ...(issuer !== undefined && !isOwn(new URL(issuer).hostname)
    ? [
        {
          env: 'ASSENT_ISSUER',
          message: 'the sandbox is loopback only; set ASSENT_MODE=production for a public issuer',
        },
      ]
    : []),
];

const isOwn = (host: string): boolean => loopback.test(host) || reserved.test(host);
