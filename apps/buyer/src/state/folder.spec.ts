import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Folder } from './folder.js';
import { loadIdentity } from './identity.js';

describe('the folder of the Buyer', () => {
  let path: string;
  let folder: Folder;
  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'assent-buyer-'));
    folder = new Folder(path);
  });
  afterEach(() => rm(path, { recursive: true }));

  it('gives all makers of one file the value of one of them, and leaves nothing else behind', async () => {
    const values = await Promise.all(
      Array.from({ length: 20 }, (_, index) => folder.readOrMake('one', async () => ({ index }))),
    );
    expect(new Set(values.map(({ index }) => index)).size).toBe(1);
    expect(await readdir(path)).toEqual(['one.json']);
  });

  it('is readable by its owner only', async () => {
    await folder.write('deep/file', {});
    expect((await stat(join(path, 'deep/file.json'))).mode & 0o077).toBe(0);
    expect(await folder.list('deep')).toEqual(['file']);
    expect(await folder.list('none')).toEqual([]);
    expect(await folder.read('none')).toBeUndefined();
  });

  it('keeps one identity, whose private key cannot be exported', async () => {
    const [first, second] = await Promise.all([loadIdentity(folder), loadIdentity(new Folder(path))]);
    expect(first.kid).toBe(second.kid);
    expect(first.privateKey.extractable).toBe(false);
  });
});
