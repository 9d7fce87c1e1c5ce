import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchClient, Subject } from '../subject.js';
import { enrol } from './enrolment.js';
import { type PlatformProcess, startPlatform } from './platform-process.js';

/** Ours, with where its data is. */
export interface OurSubject extends Subject {
  readonly folder: string;
}

/** The whole platform in one process as `npm start` runs it, on a PostgreSQL of its own that syncs to disk, with one client. */
export const startOurs = (): Promise<OurSubject> =>
  inFolder(async (folder, opened) => {
    const platform = opened(await startPlatform({ folder }));
    const { origin, issuer, pid } = platform;
    const secrets = JSON.parse(await readFile(join(folder, 'secrets.json'), 'utf8')) as Secrets;
    const client = await enrol(origin);
    return { target: { name: 'assent', origin, issuer, pids: [pid], client, person: secrets.person } };
  });

/**
 * The tokens service as a process of its own, with those beside it that it cannot do without: who registered the client.
 * Nobody reads what it writes.
 */
export const startTokensAlone = (): Promise<OurSubject> =>
  inFolder(async (folder, opened) => {
    const neighbours = opened(await startPlatform({ folder, services: ['directory', 'registration'] }));
    const { issuer } = neighbours;
    const variables = { ASSENT_ISSUER: issuer };
    const { origin, pid } = opened(await startPlatform({ folder, services: ['tokens'], variables }));
    const client: BenchClient = await enrol(neighbours.origin);
    return {
      target: { name: 'assent, tokens alone', origin, issuer, pids: [pid, neighbours.pid], client },
    };
  });

interface Secrets {
  readonly person: { readonly username: string; readonly password: string };
}

type Opened = (started: PlatformProcess) => PlatformProcess;

// What was started last ends first; nothing stays behind when the start fails half-way.
const inFolder = async (
  start: (folder: string, opened: Opened) => Promise<Pick<Subject, 'target'>>,
): Promise<OurSubject> => {
  const folder = await mkdtemp(join(tmpdir(), 'assent-bench-'));
  const running: PlatformProcess[] = [];
  const stop = async (): Promise<void> => {
    for (const each of running) await each.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const { target } = await start(folder, (each) => (running.unshift(each), each));
    return { target, folder, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
