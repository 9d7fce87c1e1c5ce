import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { freePort } from '#testing';
import { assent, requireNoProcessOf, StartedProcess } from './started-process.js';

const ready = /Assent is ready at/;

describe('assent start', () => {
  let folder: string;
  let variables: Record<string, string>;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assent-start-'));
    await chmod(folder, 0o755);
    variables = { ASSENT_DATA: join(folder, 'data'), ASSENT_PORT: String(await freePort()) };
  });
  afterEach(async () => {
    await requireNoProcessOf(folder);
    await rm(folder, { recursive: true, force: true });
  });

  const start = async (...words: string[]): Promise<StartedProcess> => {
    const started = new StartedProcess(['start', ...words], variables);
    await started.printed(/Stop: Ctrl-C/);
    return started;
  };

  it('tells where to go and who to sign in as, and keeps what it generated for the next start', async () => {
    const first = await (await start()).stop('SIGINT');
    const second = await (await start()).stop('SIGTERM');
    expect(first.stdout).toMatch(ready);
    expect(first.stdout).toMatch(/TOTP secret +[A-Z2-7]{32}/);
    expect(second.stdout).toBe(first.stdout);
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(Math.max(first.after, second.after)).toBeLessThan(5000); // stops everything in order within five seconds
    const secrets = join(variables['ASSENT_DATA']!, 'secrets.json');
    expect((await stat(secrets)).mode & 0o777).toBe(0o600);
  }, 120_000);

  it('stops while it is still starting', async () => {
    const started = new StartedProcess(['start'], variables);
    await new Promise((resume) => setTimeout(resume, 1500));
    const { after } = await started.stop('SIGINT');
    expect(after).toBeLessThan(5000);
  }, 120_000);

  it('ends with the npm that started it, though the shell between them hands no signal on', async () => {
    const npm = { ...variables, npm_lifecycle_event: 'start' };
    const shell = new StartedProcess(
      ['-c', `'${process.execPath}' dist/apps/platform/src/cli/main.js start directory; true`],
      npm,
      '/bin/sh',
    );
    await shell.printed(ready);
    const { signal } = await shell.stop('SIGKILL');
    expect(signal).toBe('SIGKILL'); // and no process of the folder is left, as after every test here
  }, 120_000);

  it('recovers from kill -9, and leaves no database behind meanwhile', async () => {
    const killed = await start('directory');
    killed.child.kill('SIGKILL');
    await killed.ended;
    const { code } = await (await start('directory')).stop('SIGINT');
    expect(code).toBe(0);
  }, 120_000);

  it('says in one sentence that it runs there already', async () => {
    const running = await start('directory');
    const { code, stderr } = await assent(['start'], variables);
    await running.stop('SIGINT');
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/^assent: Assent already runs on .*: use it, stop it first, or set .*\.\n$/),
    ]);
  }, 120_000);
});

describe('assent start, where it cannot', () => {
  let folder: string;
  let taken: Server | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assent-start-'));
  });
  afterEach(async () => {
    taken?.close();
    taken = undefined;
    await requireNoProcessOf(folder);
    await rm(folder, { recursive: true, force: true });
  });

  const refused = async (variables: Record<string, string>): Promise<string> => {
    const { code, stdout, stderr } = await assent(['start'], {
      ASSENT_DATA: join(folder, 'data'),
      ...variables,
    });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr.trimEnd()).not.toContain('\n');
    return stderr;
  };

  it('says that the port is taken, and what to do', async () => {
    taken = createServer().listen(0, 'localhost');
    await once(taken, 'listening');
    const { port } = taken.address() as { readonly port: number };
    expect(await refused({ ASSENT_PORT: String(port) })).toBe(
      `assent: Port ${port} is taken: stop the program that listens there, or set ASSENT_PORT to another one.\n`,
    );
  }, 60_000);

  it('says that the data folder cannot be written, and what to do', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    expect(await refused({ ASSENT_DATA: join(file, 'data') })).toMatch(
      /^assent: The data folder .* cannot be written \(ENOTDIR\): make it writable, or set ASSENT_DATA to another one\.\n$/,
    );
  }, 60_000);

  it('says that the data folder is of another version, and what to do', async () => {
    await writeFile(join(folder, 'secrets.json'), '{"version":2}');
    expect(await refused({ ASSENT_DATA: folder })).toMatch(
      /was written by another version of Assent: move it away/,
    );
    expect(await readFile(join(folder, 'secrets.json'), 'utf8')).toBe('{"version":2}');
  }, 60_000);

  it('names every setting that production lacks, at once', async () => {
    const { code, stderr } = await assent(['start'], { ASSENT_MODE: 'production' });
    expect(code).toBe(1);
    for (const env of [
      'ASSENT_ISSUER',
      'ASSENT_DATABASE_URL',
      'ASSENT_TRANSPORT',
      'ASSENT_KEY_ENCRYPTION_KEY',
      'ASSENT_SHARED_KEY',
      'ASSENT_TRUSTED_ISSUERS',
      'ASSENT_OPERATOR_PASSWORD',
    ]) {
      expect(stderr).toContain(`${env}: `);
    }
  }, 60_000);

  it.each(['directory', 'buyer'])(
    'refuses %s in production',
    async (service) => {
      const { code, stderr } = await assent(['start', service], { ASSENT_MODE: 'production' });
      expect(code).toBe(1);
      expect(stderr).toContain(`the service ${service} runs in the sandbox only`);
    },
    60_000,
  );
});
