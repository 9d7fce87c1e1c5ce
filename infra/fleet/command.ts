import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { inherited, root } from './process.js';

export interface Ended {
  readonly code: number;
  /** Standard output and standard error. */
  readonly output: string;
}

/** Runs `assent` with these environment variables. */
export const runAssent = async (
  words: readonly string[],
  variables: Readonly<Record<string, string>>,
  input = '',
): Promise<Ended> => {
  const main = join(root, 'dist/apps/platform/src/cli/main.js');
  const child = spawn(process.execPath, [main, ...words], {
    cwd: root,
    env: { ...inherited(), ...variables },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += String(text)));
  child.stdin.on('error', () => undefined); // it may end without reading
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code: code ?? 1, output };
};
