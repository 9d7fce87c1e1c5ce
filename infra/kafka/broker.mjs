import { execFile, spawn } from 'node:child_process';
import { randomInt, randomUUID } from 'node:crypto';
import { existsSync, openSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { jars } from './jars.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const START_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 10_000;

/**
 * One Apache Kafka broker in KRaft mode on loopback. `data` is kept between starts; `port` 0 takes a free one, at first
 * start; `properties` are lines added to server.properties, `scram` a user as name:password. `listeners` are further ones
 * beside the plain one, each on a port of its own: security protocol (SSL, SASL_SSL, SASL_PLAINTEXT) by name in lower case.
 */
export const startBroker = async ({ data, port = 0, properties = '', scram, listeners = {} }) => {
  const folder = resolve(data);
  const jarFolder = await jars();
  await mkdir(folder, { recursive: true });
  const ports = await portsOf(folder, port, Object.keys(listeners));
  const config = join(folder, 'server.properties');
  const lines = [
    serverProperties(join(folder, 'log'), ports),
    listenerProperties(ports, listeners),
    properties,
  ];
  await writeFile(config, `${lines.join('\n')}\n`, { mode: 0o600 });
  if (!existsSync(join(folder, 'log', 'meta.properties'))) await format(jarFolder, config, scram);
  const output = join(folder, 'kafka.log');
  const log = openSync(output, 'a');
  const child = spawn('java', [...javaOptions(jarFolder), 'kafka.Kafka', config], {
    stdio: ['ignore', log, log],
  });
  const ended = new Promise((done) => child.once('exit', done));
  const stop = () => stopChild(child, ended);
  try {
    await Promise.race([untilListening(ports.broker), failedWhen(ended, output)]);
  } catch (error) {
    await stop();
    throw error;
  }
  const addresses = Object.keys(listeners).map((name) => [name, addressOf(ports[name])]);
  return {
    brokers: addressOf(ports.broker),
    listeners: Object.fromEntries(addresses),
    pid: child.pid,
    ended,
    stop,
  };
};

const addressOf = (port) => `127.0.0.1:${port}`;

const javaOptions = (jarFolder) => [
  '-Xms128m',
  '-Xmx384m',
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  `-Dlog4j2.configurationFile=${join(here, 'log4j2.properties')}`,
  '-cp',
  join(jarFolder, '*'),
];

const serverProperties = (log, { controller }) => `process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:${controller}
controller.listener.names=CONTROLLER
inter.broker.listener.name=PLAINTEXT
log.dirs=${log}
auto.create.topics.enable=false
group.initial.rebalance.delay.ms=0
group.min.session.timeout.ms=1000
offsets.topic.num.partitions=4
offsets.topic.replication.factor=1
transaction.state.log.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
num.network.threads=2
num.io.threads=4`;

// Clients come in through any of them; brokers would reach each other through the plain one.
const listenerProperties = (ports, listeners) => {
  const all = { PLAINTEXT: 'PLAINTEXT', ...listeners };
  const addresses = Object.keys(all).map(
    (name) => `${name.toUpperCase()}://${addressOf(ports[name] ?? ports.broker)}`,
  );
  const protocols = Object.entries(all).map(([name, protocol]) => `${name.toUpperCase()}:${protocol}`);
  const scram = Object.keys(listeners).flatMap((name) =>
    ['256', '512'].map(
      (bits) =>
        `listener.name.${name}.scram-sha-${bits}.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;`,
    ),
  );
  return [
    `listeners=${addresses.join(',')},CONTROLLER://${addressOf(ports.controller)}`,
    `advertised.listeners=${addresses.join(',')}`,
    `listener.security.protocol.map=CONTROLLER:PLAINTEXT,${protocols.join(',')}`,
    'sasl.enabled.mechanisms=SCRAM-SHA-256,SCRAM-SHA-512',
    ...scram,
  ].join('\n');
};

const format = async (jarFolder, config, scram) => {
  const [name, password] = scram?.split(':') ?? [];
  const users = (scram ? ['256', '512'] : []).flatMap((bits) => [
    '--add-scram',
    `SCRAM-SHA-${bits}=[name=${name},password=${password}]`,
  ]);
  const words = ['kafka.tools.StorageTool', 'format', '-t', clusterId(), '-c', config, ...users];
  await promisify(execFile)('java', [...javaOptions(jarFolder), ...words]);
};

// Not one with a hyphen in front, which would be taken for an option.
const clusterId = () => {
  const id = Buffer.from(randomUUID().replaceAll('-', ''), 'hex').toString('base64url');
  return id.startsWith('-') ? clusterId() : id;
};

// Kept with the data: clients and the controller's quorum know the broker by its ports.
const portsOf = async (folder, port, names) => {
  const file = join(folder, 'ports.json');
  const kept = await readFile(file, 'utf8').then(JSON.parse, () => ({}));
  const ports = { ...kept, broker: port || (kept.broker ?? (await freePort())) };
  for (const name of ['controller', ...names]) ports[name] ??= await freePort();
  await writeFile(`${file}.new`, JSON.stringify(ports));
  await rename(`${file}.new`, file);
  return ports;
};

// Below the range from which connections going out get theirs, so that none of them takes it before the broker does.
const freePort = async () => {
  for (;;) {
    const port = 20_000 + randomInt(10_000);
    if (await isFree(port)) return port;
  }
};

const isFree = (port) =>
  new Promise((answer) => {
    const probe = createServer().once('error', () => answer(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => answer(true)));
  });

// A broker in KRaft mode listens for clients once it is registered and unfenced.
const untilListening = async (port) => {
  const end = Date.now() + START_LIMIT_MS;
  while (!(await listens(port))) {
    if (Date.now() > end)
      throw new Error(`Kafka did not answer on port ${port} within ${START_LIMIT_MS / 1000} s`);
    await new Promise((resume) => setTimeout(resume, 50));
  }
};

const listens = (port) =>
  new Promise((answer) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    socket.once('connect', () => socket.end(() => answer(true)));
    socket.once('error', () => answer(false));
  });

const failedWhen = async (ended, output) => {
  const code = await ended;
  const tail = (await readFile(output, 'utf8')).split('\n').slice(-15).join('\n');
  throw new Error(`Kafka ended with code ${code}:\n${tail}`);
};

const stopChild = async (child, ended) => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
  await ended;
  clearTimeout(late);
};
