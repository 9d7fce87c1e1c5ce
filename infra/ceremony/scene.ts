import { join } from 'node:path';
import type { Shell } from './shell.js';

export type EnvironmentName = 'sandbox' | 'production';

/** What processes of a ceremony are told, so that they find its servers by name. */
export const named = { NODE_OPTIONS: `--import ${new URL('./names.js', import.meta.url).href}` } as const;

/** Where a ceremony takes place: the directory, and a folder for what each party keeps. */
export interface Scene {
  readonly folder: string;
  /** Origin of the directory. */
  readonly directory: string;
  /** One line for whoever watches. */
  readonly tell: (line: string) => void;
  readonly shell: Shell;
}

/** What a command printed as JSON. */
export type Facts = Readonly<Record<string, string>>;

/** Runs a command line that has to be done; what it printed. Throws an Error with what it complained of otherwise. */
export const typed = async (
  { shell }: Pick<Scene, 'shell'>,
  words: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<string> => {
  const { code, stdout, stderr } = await shell.run({ words, variables });
  if (code !== 0) throw new Error(`assent ${words.join(' ')} exits with ${code}: ${stderr}`);
  return stdout;
};

/** Where an environment of a scene has its things. */
export const placeOf = ({ folder }: Scene, env: EnvironmentName, ...path: readonly string[]): string =>
  join(folder, env, ...path);
