import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { checkSettings, Environment } from '#service';
import { describeUnless } from '#testing';
import { services } from '../../apps/platform/src/index.js';
import { root } from '../fleet/process.js';
import { composePorts } from '../gateway/compose-addresses.js';
import { noGo } from './fixtures/tools.js';

const execute = promisify(execFile);

interface Container {
  readonly image: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly [name: string]: unknown;
}

const file = join(root, 'docker-compose.yml');
let containers: Record<string, Container>;
let secrets: Record<string, string>;
let env: string;

beforeAll(async () => {
  const { stdout } = await execute(process.execPath, [join(root, 'infra/image/secrets.mjs')]);
  env = stdout;
  secrets = Object.fromEntries(
    stdout
      .split('\n')
      .map((line) => /^(\w+)='?(.*?)'?$/.exec(line)?.slice(1) as [string, string] | undefined)
      .filter((pair) => pair !== undefined),
  );
  const { services: parsed } = parse(await readFile(file, 'utf8'), { merge: true }) as { services: object };
  containers = JSON.parse(JSON.stringify(parsed), (_name, value: unknown) =>
    typeof value === 'string' ? interpolated(value) : value,
  ) as Record<string, Container>;
});

const interpolated = (text: string): string =>
  text.replaceAll(
    /\$\{(\w+)(?::-(\w+))?(?::\?[^}]*)?\}/g,
    (_all, name: string, otherwise: string | undefined) => secrets[name] ?? otherwise ?? `missing ${name}`,
  );

describe('docker-compose.yml', () => {
  it('needs no secret that the generator does not print, and shows none', async () => {
    expect(JSON.stringify(containers)).not.toContain('missing ');
    expect(await readFile(file, 'utf8')).not.toMatch(/(PASSWORD|KEY): *[\w-]{16,}$/m);
  });

  it.each(services.map(({ name }) => name))('runs %s with settings that it takes', (name) => {
    const container = containers[name]!;
    const definition = services.find((each) => each.name === name)!;
    expect(container.command).toEqual(['node', `dist/apps/${name}/src/main.js`]);
    const { port, host, issuer } = checkSettings(new Environment(container.environment ?? {}), [definition]);
    const expected = [composePorts[name as keyof typeof composePorts], '127.0.0.1', 'http://localhost:3000'];
    expect([port, host, issuer]).toEqual(expected);
  });

  it.each(services.filter(({ name }) => name !== 'buyer').map(({ name }) => name))(
    'migrates the database of %s before, with the settings of the service',
    (name) => {
      const job = containers[`${name}-migrate`]!;
      expect(job.command?.slice(-2)).toEqual(['migrate', name]);
      expect(job.environment).toEqual(containers[name]?.environment);
      expect(containers[name]?.['depends_on']).toMatchObject({
        [`${name}-migrate`]: { condition: 'service_completed_successfully' },
      });
    },
  );

  it('gives each service a database, a user and a key of its own', () => {
    for (const variable of ['ASSENT_DATABASE_URL', 'ASSENT_KEY_ENCRYPTION_KEY']) {
      const values = services.map(({ name }) => containers[name]?.environment?.[variable]);
      expect(new Set(values).size).toBe(services.length);
    }
    expect(containers['tokens']?.environment?.['ASSENT_DATABASE_URL']).toMatch(
      /^postgres:\/\/assent_tokens:[\w-]{43}@postgres:5432\/assent_tokens$/,
    );
  });

  it('lets containers write nowhere but where they must, and gives them no privileges', () => {
    const ours = Object.entries(containers).filter(([, { image }]) => image.startsWith('assent:'));
    expect(ours.length).toBe(2 * services.length + 2);
    for (const [name, container] of ours)
      expect([name, container]).toEqual([
        name,
        expect.objectContaining({
          read_only: true,
          cap_drop: ['ALL'],
          security_opt: ['no-new-privileges:true'],
          network_mode: 'service:gateway',
        }),
      ]);
  });

  it('publishes the gateway to this machine alone, and nothing else', () => {
    const published = Object.entries(containers).filter(([, each]) => each['ports'] !== undefined);
    expect(published.map(([name, each]) => [name, each['ports']])).toEqual([
      ['gateway', ['127.0.0.1:3000:3000']],
    ]);
  });

  it('pins the images of others by version', () => {
    const images = Object.values(containers).map(({ image }) => image.replace('assent:dev', 'assent:0'));
    for (const image of images) expect(image).toMatch(/^[\w/.-]+:\d[\w.-]*$/);
  });
});

describeUnless(noGo(), "docker-compose.yml, as Compose's own parser reads it,", () => {
  it('is valid, with every service', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'assent-compose-'));
    await writeFile(join(folder, 'env'), env);
    const cwd = join(root, 'infra/image/compose-check');
    const { stdout } = await execute('go', ['run', '.', file, join(folder, 'env')], { cwd });
    expect(stdout.trim().split('\n')).toEqual(Object.keys(containers).toSorted());
    await rm(folder, { recursive: true });
  }, 600_000);
});
