import { jest } from '@jest/globals';
import { run } from '../cli/run.js';

export interface Told {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

let turn: Promise<unknown> = Promise.resolve();

/** A command line in this process, with what it printed; one after the other, since environment and output are the process's. */
export const assent = (words: readonly string[], variables: Record<string, string>): Promise<Told> => {
  const told = turn.then(() => runWith(words, variables));
  turn = told.catch(() => undefined);
  return told;
};

const runWith = async (words: readonly string[], variables: Record<string, string>): Promise<Told> => {
  const printed = { stdout: '', stderr: '' };
  const { env } = process;
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    jest
      .spyOn(process[stream], 'write')
      .mockImplementation((text) => Boolean((printed[stream] += String(text)))),
  );
  process.env = { ...env, ...variables };
  try {
    const code = await run(['node', 'assent', ...words]);
    return { code, ...printed };
  } finally {
    process.env = env;
    process.exitCode = undefined;
    for (const spy of spies) spy.mockRestore();
  }
};
