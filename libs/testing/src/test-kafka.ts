import { execFile, execFileSync } from 'node:child_process';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Logger } from '@nestjs/common';

const script = join('infra', 'kafka', 'kafka.mjs');
const execute = promisify(execFile);

/** Why specs that need a broker are skipped; undefined when they can run. */
export const noKafka = (): string | undefined =>
  process.env['KAFKA_BROKERS'] || (answers('java') && answers('mvn'))
    ? undefined
    : 'KAFKA_BROKERS is not set, and Java 17 and Maven are not both here to run a broker';

/** `describe`, or `describe.skip` with a printed reason where there is no Kafka. */
export const describeKafka = (title: string, suite: () => void): void => {
  const reason = noKafka();
  Logger.overrideLogger(false); // brokers are started, killed and misled on purpose
  if (reason === undefined) return describe(title, suite);
  process.stderr.write(`skipped: ${title}: ${reason}\n`);
  describe.skip(title, suite);
};

/**
 * host:port of brokers: `KAFKA_BROKERS`, or one broker that all specs of a Jest run share. It starts on first use and
 * ends, with its data, when the run ends, however that ends.
 */
export const testKafka = async (): Promise<readonly string[]> => {
  const given = process.env['KAFKA_BROKERS'];
  return given ? given.split(',') : [await sharedBroker()];
};

interface BrokerOptions {
  readonly properties?: string;
  readonly scram?: string;
  readonly listeners?: Readonly<Record<string, 'SSL' | 'SASL_SSL' | 'SASL_PLAINTEXT'>>;
}

interface Note {
  readonly pid: number;
  readonly broker: number;
  readonly listeners: Readonly<Record<string, string>>;
}

/** A broker of a spec's own, to be broken; it ends with the run at the latest. */
export class OwnBroker {
  brokers: readonly string[] = [];

  private constructor(
    private readonly data: string,
    private readonly words: readonly string[],
  ) {}

  /** Options as those of the script: lines for server.properties, a SCRAM user, security protocols by name of a listener. */
  static async start({ properties, scram, listeners = {} }: BrokerOptions = {}): Promise<OwnBroker> {
    const data = join(
      tmpdir(),
      `assent-kafka-${runOfJest()}-${performance.now().toString(36).replace('.', '')}`,
    );
    await mkdir(data, { recursive: true });
    if (properties !== undefined) await writeFile(join(data, 'more.properties'), properties);
    const broker = new OwnBroker(data, [
      ...(properties === undefined ? [] : ['--properties', join(data, 'more.properties')]),
      ...(scram === undefined ? [] : ['--scram', scram]),
      ...Object.entries(listeners).flatMap(([name, protocol]) => ['--listener', `${name}=${protocol}`]),
    ]);
    await broker.start();
    return broker;
  }

  /** Its address is the same at every start. */
  async start(): Promise<void> {
    this.brokers = [await command('start', this.data, ...this.words)];
  }

  /** No warning, no clean-up. */
  async killHard(): Promise<void> {
    const { broker, pid } = await this.note();
    process.kill(broker, 'SIGKILL');
    while (isAlive(pid)) await pause(20);
  }

  /** host:port of a further listener. */
  async listener(name: string): Promise<string> {
    const { listeners } = await this.note();
    return listeners[name]!;
  }

  async stop(): Promise<void> {
    await command('stop', this.data);
  }

  /** The next start finds an empty disk. */
  async wipe(): Promise<void> {
    await rm(join(this.data, 'log'), { recursive: true, force: true });
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.data, { recursive: true, force: true });
  }

  private async note(): Promise<Note> {
    return JSON.parse(await readFile(join(this.data, 'running.json'), 'utf8')) as Note;
  }
}

const command = async (word: string, data: string, ...words: readonly string[]): Promise<string> => {
  const bound = word === 'start' ? ['--while', String(runOfJest())] : [];
  const { stdout } = await execute(process.execPath, [script, word, '--data', data, ...bound, ...words]);
  return stdout.trim();
};

// Workers are children of the process that runs the suite.
const runOfJest = (): number => (process.connected ? process.ppid : process.pid);

// Spec files, and workers, have modules of their own, so the address is shared through a file of the run.
const sharedBroker = async (): Promise<string> => {
  const folder = join(tmpdir(), `assent-kafka-${runOfJest()}`);
  const address = join(folder, 'address');
  const first = await mkdir(folder).then(
    () => true,
    () => false,
  );
  if (!first) return waitFor(address);
  const brokers = await command('start', folder, '--discard');
  await writeFile(`${address}.new`, brokers);
  await rename(`${address}.new`, address);
  return brokers;
};

const waitFor = async (address: string): Promise<string> => {
  for (let tries = 0; tries < 3_000; tries += 1) {
    const brokers = await readFile(address, 'utf8').catch(() => undefined);
    if (brokers) return brokers;
    await pause(20);
  }
  throw new Error(`no test broker came up: ${address} is missing`);
};

const answers = (program: string): boolean => {
  try {
    execFileSync(program, ['-version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
