import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataFolder } from './data-folder.js';
import { sandboxSecrets } from './sandbox-secrets.js';

describe('the secrets of a sandbox', () => {
  let path: string;
  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'assent-secrets-'));
  });
  afterEach(() => rm(path, { recursive: true, force: true }));

  it('are generated once for each folder, never a constant', async () => {
    const folder = new DataFolder(path);
    const first = await sandboxSecrets(folder);
    const other = new DataFolder(join(path, 'other'));
    await other.open();
    const { version: _one, person, ...keys } = first;
    const { version: _two, person: stranger, ...others } = await sandboxSecrets(other);
    expect(await sandboxSecrets(folder)).toEqual(first);
    const all = [keys, person, others, stranger].flatMap(
      (each) => Object.values(each as object) as unknown[],
    );
    const secrets = all.filter((value) => typeof value === 'string' && value !== person.username);
    expect(new Set(secrets).size).toBe(secrets.length);
  });

  it('are not replaced when their file is damaged', async () => {
    await writeFile(join(path, 'secrets.json'), '{"version":');
    await expect(sandboxSecrets(new DataFolder(path))).rejects.toThrow(/is damaged: restore it/);
  });
});
