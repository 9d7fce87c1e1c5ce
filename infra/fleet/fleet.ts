import {
  announce,
  Cleanup,
  DataFolder,
  sandboxSecrets,
  type SandboxPerson,
  services as platformServices,
  withdraw,
} from '../../apps/platform/src/index.js';
import type { FleetBroker } from './broker.js';
import { type Ended, runAssent } from './command.js';
import type { GatewayTls } from '../gateway/gateway.js';
import { fleetGateway } from './fleet-gateway.js';
import { FleetTls } from './fleet-tls.js';
import { inTurns } from './in-turns.js';
import { type Member, memberOf } from './member.js';
import { freePort } from './ports.js';
import type { FleetPostgres } from './postgres.js';
import { prepare } from './prepare.js';
import { startStores } from './stores.js';
import { type Common, commonVariables, keyEncryptionKeys, memberVariables } from './variables.js';

export type { Member } from './member.js';

export interface FleetOptions {
  /** Data: PostgreSQL, Kafka, secrets, the sample Buyer. */
  readonly folder: string;
  /** Of each service, or by the name of the service; 1 unless given. */
  readonly replicas?: number | Readonly<Record<string, number>>;
  /** kafka unless given. */
  readonly transport?: 'kafka' | 'log';
  /** Environment variables for all services. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Takes each line that a process prints; the fleet itself speaks as `fleet`, replica 0. */
  readonly output?: (service: string, replica: number, line: string) => void;
  /** Names of services; all unless given. */
  readonly services?: readonly string[];
  /** Public port of the gateway; a free one unless given. */
  readonly port?: number;
  /** Port of the gateway for https; none unless given, nor without the directory, which certifies it. */
  readonly tlsPort?: number;
  /** What is opened is added here, so that a signal during the start can close it. */
  readonly cleanup?: Cleanup;
}

/** Every service as processes of its own, behind a gateway, with PostgreSQL and Kafka. */
export interface Fleet {
  /** Of the gateway: the issuer. */
  readonly origin: string;
  /** Where clients show certificates, and the PEM file of the authorities; empty without https. */
  readonly mtlsOrigin: string;
  readonly ca?: string;
  /** Who signs in at the consent page. */
  readonly person: SandboxPerson;
  readonly operatorPassword: string;
  readonly folder: string;
  readonly members: readonly Member[];
  readonly postgres: FleetPostgres;
  readonly kafka?: FleetBroker;
  /** The command line `assent`, over all services of the fleet. */
  run(...words: string[]): Promise<Ended>;
  stop(): Promise<void>;
}

// Start-up is work for the processor: more at once than there are processors only makes each wait.
const AT_ONCE = 3;

/**
 * Starts PostgreSQL and Kafka, migrates, starts every service as a process of its own, and a gateway. Nothing outlives
 * this process. Throws an Error for people, and leaves nothing behind then.
 */
export const startFleet = async (options: FleetOptions): Promise<Fleet> => {
  const { cleanup = new Cleanup() } = options;
  try {
    return await start(options, cleanup);
  } catch (error) {
    await cleanup.run().catch(() => undefined);
    throw error;
  }
};

const start = async (options: FleetOptions, cleanup: Cleanup): Promise<Fleet> => {
  const { transport = 'kafka', output = () => undefined } = options;
  const services = options.services ?? platformServices.map(({ name }) => name);
  const tell = (line: string): void => output('fleet', 0, line);
  const folder = new DataFolder(options.folder);
  await folder.open();
  const secrets = await sandboxSecrets(folder);
  const stores = await startStores({ folder: folder.path, services, transport, cleanup });
  const { postgres, kafka } = stores;
  tell(`PostgreSQL runs${kafka ? `, and Kafka at ${kafka.brokers}` : ', without Kafka'}`);
  const port = options.port ?? (await freePort());
  const tls = tlsOf(options, services);
  const internalPort = await freePort();
  const common: Common = {
    folder: folder.path,
    origin: `http://localhost:${port}`,
    internal: `http://127.0.0.1:${internalPort}`,
    databaseUrl: postgres.url('{service}'),
    ...(kafka && { brokers: kafka.brokers }),
    secrets,
    services,
    given: { ...tls?.variables, ...options.variables },
  };
  await prepare(common);
  await tls?.write(common);
  tell('databases and topics are up to date');
  const members = await membersOf(common, options);
  await startProcesses({ members, port, internalPort, output, ...(tls && { tls: tls.gateway }) }, cleanup);
  if (tls) believeInTime(tls, common.origin, cleanup);
  cleanup.add(() => withdraw(folder));
  await announce(folder, {
    pid: process.pid,
    origin: common.origin,
    databaseUrl: common.databaseUrl,
    keyEncryptionKeys: keyEncryptionKeys(common),
  });
  const secure = { mtlsOrigin: tls?.origin ?? '', ...(tls && { ca: tls.ca }) };
  return { ...stores, ...handles(common), ...secure, members, stop: () => cleanup.run() };
};

// The directory certifies it.
const tlsOf = ({ folder, tlsPort }: FleetOptions, services: readonly string[]): FleetTls | undefined =>
  tlsPort && services.includes('directory') ? new FleetTls(new DataFolder(folder).path, tlsPort) : undefined;

// Nobody waits for it; stopping does.
const believeInTime = (tls: FleetTls, origin: string, cleanup: Cleanup): void => {
  const believing = tls.believeAll(origin).catch(() => undefined);
  cleanup.add(() => believing);
};

const handles = (
  common: Common,
): Pick<Fleet, 'origin' | 'person' | 'operatorPassword' | 'folder' | 'run'> => {
  const { origin, folder, secrets } = common;
  const { person, operatorPassword } = secrets;
  const run = (...words: string[]): Promise<Ended> => runAssent(words, commonVariables(common));
  return { origin, folder, person, operatorPassword, run };
};

const membersOf = async (
  common: Common,
  { replicas = 1, output = () => undefined }: FleetOptions,
): Promise<readonly Member[]> => {
  const all = common.services.flatMap((service) => {
    const length = typeof replicas === 'number' ? replicas : (replicas[service] ?? 1);
    return Array.from({ length }, (_each, index) => ({ service, replica: index + 1 }));
  });
  return Promise.all(
    all.map(async ({ service, replica }) => {
      const port = await freePort();
      const variables = memberVariables(common, service, port);
      return memberOf({
        service,
        replica,
        port,
        variables,
        output: (line) => output(service, replica, line),
      });
    }),
  );
};

const startProcesses = async ({ members, output, ...ports }: Processes, cleanup: Cleanup): Promise<void> => {
  const gateway = fleetGateway({ members, ...ports, output: (line) => output('gateway', 1, line) });
  cleanup.add(async () => void (await Promise.all(members.map((member) => member.stop()))));
  cleanup.add(() => gateway.stop());
  const open = gateway.start();
  open.catch(() => undefined); // told below, once the members have been heard
  await inTurns(AT_ONCE, members, async (member) => {
    await member.start();
    const { service, replica } = member;
    output('fleet', 0, `${service} ${replica} is ready on port ${member.port} (process ${member.pid})`);
  });
  await open;
};

interface Processes {
  readonly members: readonly Member[];
  readonly port: number;
  readonly internalPort: number;
  readonly tls?: GatewayTls;
  readonly output: (service: string, replica: number, line: string) => void;
}
