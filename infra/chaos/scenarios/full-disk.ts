import { execFile } from 'node:child_process';
import { appendFile, chown, mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Arena, Outcome } from '../arena.js';

const execute = promisify(execFile);

/** Room for what is written while it is not full. */
const SIZE = '256m';

/** A small disk of its own for the events of intents, to run out of space on. Only an administrator can make one. */
export class FullDisk {
  private constructor(
    private readonly arena: Arena,
    private readonly folder: string,
    /** Why there is none. */
    private readonly problem?: string,
  ) {}

  get possible(): boolean {
    return this.problem === undefined;
  }

  static async prepare(arena: Arena): Promise<FullDisk> {
    const folder = join(arena.fleet.postgres.directory, `small-disk-${process.pid}`);
    try {
      const { uid, gid } = await stat(arena.fleet.postgres.directory);
      await mkdir(folder);
      await chown(folder, uid, gid);
      await execute('mount', [
        '-t',
        'tmpfs',
        '-o',
        `size=${SIZE},uid=${uid},gid=${gid},mode=700`,
        'tmpfs',
        folder,
      ]);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      return new FullDisk(arena, folder, (error as Error).message.split('\n')[0]);
    }
    const disk = new FullDisk(arena, folder);
    await disk.move();
    return disk;
  }

  /** No room for so many milliseconds; answers what happened. */
  async fill(milliseconds: number): Promise<string> {
    const ballast = join(this.folder, 'ballast');
    await fillUp(ballast);
    await pause(milliseconds);
    await rm(ballast);
    return `had no room for events of intents for ${milliseconds} ms`;
  }

  /** Everything back where it was. */
  async remove(): Promise<Outcome> {
    if (this.problem !== undefined)
      return {
        lines: [`no disk was filled, since a small one cannot be made here: ${this.problem}`],
        faults: [],
      };
    const { databases } = this.arena;
    await databases.rows('intents', 'alter table event set tablespace pg_default');
    await databases.rows('intents', 'drop tablespace small_disk');
    await execute('umount', [this.folder]);
    await rm(this.folder, { recursive: true, force: true });
    return { lines: [], faults: [] };
  }

  private async move(): Promise<void> {
    const { databases } = this.arena;
    await databases.rows('intents', `create tablespace small_disk location '${this.folder}'`);
    await databases.rows('intents', 'alter table event set tablespace small_disk');
  }
}

/** Writes until there is no room for the least that a file takes. */
const fillUp = async (path: string): Promise<void> => {
  for (const size of [2 ** 20, 2 ** 12]) {
    const piece = Buffer.alloc(size);
    for (let room = true; room;) room = await appendFile(path, piece).then(() => true, isFull);
  }
};

const isFull = (error: unknown): false => {
  if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error as Error;
  return false;
};
