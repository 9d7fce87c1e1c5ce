import type { DataFolder } from './data-folder.js';

/** How other commands find a platform that runs on a data folder. */
export interface Running {
  readonly pid: number;
  readonly origin: string;
  readonly databaseUrl: string;
}

const FILE = 'run.json';

export const announce = (folder: DataFolder, running: Running): Promise<void> => folder.write(FILE, running);

export const withdraw = (folder: DataFolder): Promise<void> => folder.remove(FILE);

/** The platform that runs on this folder now; a note left by one that was killed is passed over. */
export const findRunning = async (folder: DataFolder): Promise<Running | undefined> => {
  const noted = await folder.read<Running>(FILE);
  return noted && isAlive(noted.pid) && (await answers(noted.origin)) ? noted : undefined;
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

// Process ids are used again, so the platform itself is asked.
const answers = (origin: string): Promise<boolean> =>
  fetch(`${origin}/livez`, { signal: AbortSignal.timeout(2000) }).then(
    ({ ok }) => ok,
    () => false,
  );
