import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { opaqueId } from '#crypto';
import { CannotStart } from './cannot-start.js';

/** Where a sandbox keeps what it needs between starts: `ASSENT_DATA`, or `.assent` in the present folder. */
export const dataFolder = (variables: Readonly<Record<string, string | undefined>>): string =>
  resolve(variables.ASSENT_DATA || '.assent');

/** Where `npm run dev:services` keeps the same, unless `ASSENT_DATA` says otherwise. */
export const SERVICES_FOLDER = '.assent-services';

/** Small JSON files of the sandbox, readable by their owner alone, replaced whole. */
export class DataFolder {
  constructor(readonly path: string) {}

  /** Makes the folder. Throws `CannotStart` when it cannot be written. */
  async open(): Promise<void> {
    const probe = join(this.path, `.probe-${opaqueId(6)}`);
    try {
      await mkdir(this.path, { recursive: true, mode: 0o755 });
      await writeFile(probe, '');
      await rm(probe);
    } catch (error) {
      throw new CannotStart(
        `The data folder ${this.path} cannot be written (${codeOf(error)}): make it writable, or set ASSENT_DATA to another one.`,
      );
    }
  }

  async read<T>(name: string): Promise<T | undefined> {
    const text = await readFile(join(this.path, name), 'utf8').catch(() => undefined);
    if (text === undefined) return undefined;
    try {
      return JSON.parse(text) as T;
    } catch {
      throw new CannotStart(
        `${join(this.path, name)} is damaged: restore it, or move ${this.path} away to begin anew.`,
      );
    }
  }

  async write(name: string, value: object): Promise<void> {
    const draft = join(this.path, `${name}.${opaqueId(6)}`);
    await writeFile(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, flush: true });
    await rename(draft, join(this.path, name));
  }

  async remove(name: string): Promise<void> {
    await rm(join(this.path, name), { force: true });
  }
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'for unknown reasons';
