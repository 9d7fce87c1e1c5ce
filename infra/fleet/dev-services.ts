import { Command, InvalidArgumentError, Option } from 'commander';
import {
  CannotStart,
  chooseServices,
  type Cleanup,
  DataFolder,
  findRunning,
  httpsPort,
  welcome,
} from '../../apps/platform/src/index.js';
import { type FleetOptions, startFleet } from './fleet.js';
import { logView } from './log-view.js';
import { isFree } from './ports.js';

interface Options {
  readonly replicas: number;
  readonly transport: 'kafka' | 'log';
  readonly port: number;
  readonly tlsPort?: number;
  readonly data: string;
  readonly services?: readonly string[];
}

/** `npm run dev:services` */
export const devServices = (cleanup: Cleanup): Command =>
  new Command('dev:services')
    .description(
      'Run every service as a process of its own, with its own database, over Kafka, behind one gateway.',
    )
    .option('--replicas <n>', 'processes of each service', integer(1, 9), 1)
    .addOption(
      new Option('--transport <name>', 'how events travel; log needs neither Java nor Maven')
        .choices(['kafka', 'log'])
        .default('kafka'),
    )
    .option('--port <n>', 'of the gateway', integer(1, 65_535), Number(process.env['ASSENT_PORT'] || 3000))
    .option(
      '--tls-port <n>',
      'of the gateway for https; 0 for none, 3443 or the next that is free unless given',
      integer(0, 65_535),
    )
    .option('--data <folder>', 'where data is kept', process.env['ASSENT_DATA'] || '.assent-services')
    .option('--services <names>', 'only these, separated by commas', (text) => text.split(','))
    .addHelpText(
      'after',
      `
Settings of services are taken from the environment: ASSENT_LOG_LEVEL=info npm run dev:services
Beside it, from the same folder: npm run walk; npx assent replay --verify`,
    )
    .action((options: Options) => run(options, cleanup));

const run = async ({ data, port, tlsPort, ...options }: Options, cleanup: Cleanup): Promise<void> => {
  chooseServices(options.services ?? [], 'sandbox');
  await refuseSecondStart(data, port);
  const https =
    tlsPort === undefined
      ? await httpsPort({ ASSENT_TLS_PORT: process.env['ASSENT_TLS_PORT'] })
      : { port: tlsPort };
  const output = printer();
  const where = { folder: data, port, tlsPort: https.port };
  const fleet = await startFleet({ ...where, ...options, variables: settings(), output, cleanup });
  const { person, operatorPassword } = fleet;
  process.stdout.write(welcome({ ...fleet, ...https, secrets: { person, operatorPassword } }));
};

const refuseSecondStart = async (data: string, port: number): Promise<void> => {
  const running = await findRunning(new DataFolder(data));
  if (running)
    throw new CannotStart(`Services already run on ${data}, at ${running.origin} (process ${running.pid}).`);
  if (!(await isFree(port)))
    throw new CannotStart(`Port ${port} is taken: stop what listens there, or choose another with --port.`);
};

const names = [
  'fleet',
  'gateway',
  'directory',
  'registration',
  'tokens',
  'intents',
  'authorization',
  'quotes',
  'notifications',
  'audit',
  'buyer',
];

const printer = (): NonNullable<FleetOptions['output']> => {
  const show = logView({ names, colours: process.stdout.isTTY });
  return (service, replica, line) => process.stdout.write(`${show(service, line, replica)}\n`);
};

const settings = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      name.startsWith('ASSENT_') && name !== 'ASSENT_TLS_PORT' && value ? [[name, value]] : [],
    ),
  );

function integer(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`must be a whole number from ${least} to ${most}`);
  };
}
