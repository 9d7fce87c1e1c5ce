import { resolve } from 'node:path';
import { dataFolder, DataFolder, SERVICES_FOLDER } from './data-folder.js';
import { fetchFrom } from './fetch-from.js';
import type { Variables } from './sandbox-variables.js';

/** How other commands find a platform that runs on a data folder. */
export interface Running {
  readonly pid: number;
  readonly origin: string;
  readonly databaseUrl: string;
  /** PEM file of the authority of its server certificate, where the origin is https. */
  readonly ca?: string;
  /** By service, where each has one of its own; the one of the data folder otherwise. */
  readonly keyEncryptionKeys?: Readonly<Record<string, string>>;
}

const FILE = 'run.json';

export const announce = (folder: DataFolder, running: Running): Promise<void> => folder.write(FILE, running);

export const withdraw = (folder: DataFolder): Promise<void> => folder.remove(FILE);

/** The platform that runs on this folder now; a note left by one that was killed is passed over. */
export const findRunning = async (folder: DataFolder): Promise<Running | undefined> => {
  const noted = await folder.read<Running>(FILE);
  return noted && isAlive(noted.pid) && (await answers(noted)) ? noted : undefined;
};

/** The folder that a command means: `ASSENT_DATA` or `.assent`; that of separate services when only these run. */
export const commandFolder = async (variables: Variables): Promise<DataFolder> => {
  const folder = new DataFolder(dataFolder(variables));
  if (variables.ASSENT_DATA || (await findRunning(folder))) return folder;
  const apart = new DataFolder(resolve(SERVICES_FOLDER));
  return (await findRunning(apart)) ? apart : folder;
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

// Process ids are used again, so the platform itself is asked.
const answers = ({ origin, ca }: Running): Promise<boolean> =>
  fetchFrom(ca, `${origin}/livez`, { signal: AbortSignal.timeout(2000) }).then(
    ({ ok }) => ok,
    () => false,
  );
