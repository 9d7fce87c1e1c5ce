import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { root } from './process.js';

const execute = promisify(execFile);

interface Note {
  /** Of the process that looks after the broker. */
  readonly pid: number;
  readonly broker: number;
}

/** The Kafka broker of a fleet: it can be broken, and ends with this process. Needs Java 17 and Maven. */
export class FleetBroker {
  private constructor(
    private readonly data: string,
    /** host:port, the same at every start. */
    readonly brokers: string,
  ) {}

  /** Throws an Error for people when there is no Java or Maven. */
  static async start(data: string): Promise<FleetBroker> {
    return new FleetBroker(data, await kafka('start', data));
  }

  async start(): Promise<void> {
    await kafka('start', this.data);
  }

  async stop(): Promise<void> {
    await kafka('stop', this.data);
  }

  /** No warning, no clean-up. */
  async killHard(): Promise<void> {
    const { pid, broker } = JSON.parse(await readFile(join(this.data, 'running.json'), 'utf8')) as Note;
    process.kill(broker, 'SIGKILL');
    while (isAlive(pid)) await pause(20);
  }

  /** Empties the disk of a broker that has been stopped: the next start knows no topic. */
  async wipe(): Promise<void> {
    await rm(join(this.data, 'log'), { recursive: true, force: true });
  }
}

const kafka = async (word: 'start' | 'stop', data: string): Promise<string> => {
  const bound = word === 'start' ? ['--while', String(process.pid)] : [];
  const words = [join('infra', 'kafka', 'kafka.mjs'), word, '--data', data, ...bound];
  const { stdout } = await execute(process.execPath, words, { cwd: root });
  return stdout.trim();
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
