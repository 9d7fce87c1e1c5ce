import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, fetchWith, freePort, noKafka } from '#testing';
import { Cleanup } from '../../apps/platform/src/index.js';
import { devServices } from './dev-services.js';
import { inherited } from './process.js';

const transport = noKafka() === undefined ? 'kafka' : 'log';

describe('npm run dev:services', () => {
  let folder: string;
  let port: number;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assent-dev-services-'));
    port = await freePort();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const started: ChildProcess[] = [];
  afterEach(() => started.splice(0).forEach((child) => child.kill('SIGKILL')));

  const start = (...words: string[]): { readonly child: ChildProcess; readonly printed: () => string } => {
    const options = ['--data', folder, '--port', String(port), '--transport', transport, ...words];
    const child = spawn(process.execPath, ['dist/infra/fleet/main.js', ...options], { env: inherited() });
    started.push(child);
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += String(chunk)));
    return { child, printed: () => text };
  };

  const nothingStays = (): Promise<void> =>
    eventually(async () => expect(await processesOf(folder)).toEqual([]), 20_000);

  it('prints where to go, refuses a second start, and stops everything on Ctrl-C', async () => {
    const tlsPort = await freePort();
    const { child, printed } = start('--services', 'directory,audit', '--tls-port', String(tlsPort));
    await eventually(() => expect(printed()).toContain('Stop: Ctrl-C'), 120_000);
    expect(printed()).toMatch(/fleet +│ directory 1 is ready on port \d+/);
    expect(printed()).toContain(`http://localhost:${port}/audit`);
    expect((await fetch(`http://localhost:${port}/directory/jwks`)).status).toBe(200);
    const ca = await readFile(join(folder, 'tls', 'ca.pem'), 'utf8');
    expect((await fetchWith({ ca })(`https://localhost:${tlsPort}/directory/jwks`)).status).toBe(200);
    expect(printed()).toContain(`https://localhost:${tlsPort}`);

    const second = start();
    expect(await once(second.child, 'exit')).toEqual([1, null]);
    expect(second.printed()).toContain(`Services already run on ${folder}`);

    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);
    await nothingStays();
  }, 200_000);

  it('leaves nothing behind when it is killed', async () => {
    const { child, printed } = start('--services', 'directory', '--tls-port', '0');
    await eventually(() => expect(printed()).toContain('Stop: Ctrl-C'), 120_000);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await nothingStays();
  }, 200_000);

  it.each([
    [['--replicas', '0'], 'must be a whole number'],
    [['--transport', 'pigeon'], 'Allowed choices are kafka, log'],
    [['--services', 'pigeons'], 'There is no service pigeons'],
  ])('refuses %j', async (words, reason) => {
    const command = devServices(new Cleanup())
      .exitOverride()
      .configureOutput({ writeErr: () => undefined });
    await expect(command.parseAsync(words, { from: 'user' })).rejects.toThrow(reason);
  });
});

/** Processes that name a folder in their command line or environment, apart from this one. */
const processesOf = async (folder: string): Promise<readonly string[]> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && name !== String(process.pid));
  const read = (pid: string, name: string): Promise<string> =>
    readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '');
  const texts = await Promise.all(
    pids.map(async (pid) => (await read(pid, 'cmdline')) + (await read(pid, 'environ'))),
  );
  return pids.filter((_pid, index) => texts[index]?.includes(folder));
};
