import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What the Buyer keeps between runs: small JSON files that only their owner can read. Several processes may share it. */
export class Folder {
  constructor(readonly path: string) {}

  async read<T>(name: string): Promise<T | undefined> {
    try {
      return JSON.parse(await readFile(this.file(name), 'utf8')) as T;
    } catch (problem) {
      if (isMissing(problem)) return undefined;
      throw problem;
    }
  }

  /** Replaces a file whole: a reader sees the old or the new, also when the process dies in between. */
  async write(name: string, value: unknown): Promise<void> {
    await rename(await this.draft(name, value), this.file(name));
  }

  async remove(name: string): Promise<void> {
    await rm(this.file(name), { force: true });
  }

  /** Reads a file, or makes it when there is none; of several makers at once, one wins and all get its value. */
  async readOrMake<T>(name: string, make: () => Promise<T>): Promise<T> {
    const known = await this.read<T>(name);
    if (known !== undefined) return known;
    const draft = await this.draft(name, await make());
    await link(draft, this.file(name)).catch(unlessItExists); // `link` never overwrites
    await rm(draft);
    return (await this.read<T>(name)) as T;
  }

  /** Names of the files in a sub-folder, without their ending. */
  async list(subfolder: string): Promise<readonly string[]> {
    try {
      const names = await readdir(join(this.path, subfolder));
      return names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length));
    } catch (problem) {
      if (isMissing(problem)) return [];
      throw problem;
    }
  }

  private async draft(name: string, value: unknown): Promise<string> {
    const draft = `${this.file(name)}.${randomUUID()}`;
    await mkdir(dirname(draft), { recursive: true, mode: 0o700 });
    await writeFile(draft, `${JSON.stringify(value, undefined, 2)}\n`, { mode: 0o600, flush: true });
    return draft;
  }

  private file(name: string): string {
    return join(this.path, `${name}.json`);
  }
}

const codeOf = (problem: unknown): unknown => (problem as NodeJS.ErrnoException).code;
const isMissing = (problem: unknown): boolean => codeOf(problem) === 'ENOENT';
const unlessItExists = (problem: unknown): void => {
  if (codeOf(problem) !== 'EEXIST') throw problem;
};
