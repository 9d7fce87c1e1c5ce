// Compiles everything into dist/, and takes away what has no source any more, so that no dead spec runs.
//   node infra/build.mjs            with all checks of types
//   node infra/build.mjs --quick    nothing when dist/ is up to date, otherwise without the checks: for `npm start`
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));

const rooms = ['apps', 'libs', 'infra'];
const stamp = 'dist/.built';
const quick = process.argv.includes('--quick');

const entries = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? [path, ...entries(path)] : [path];
  });

// A folder's own time changes when a file in it comes or goes.
const upToDate = () => {
  if (!existsSync(stamp)) return false;
  const built = statSync(stamp).mtimeMs;
  const sources = ['package.json', 'tsconfig.json', ...rooms, ...rooms.flatMap(entries)];
  return sources.every((path) => statSync(path).mtimeMs < built);
};

const prune = () => {
  const outputs = rooms
    .map((room) => join('dist', room))
    .filter(existsSync)
    .flatMap(entries);
  for (const output of outputs) {
    const [, source] = /^dist[\\/](.+)\.js(?:\.map)?$/.exec(output) ?? [];
    if (source && !existsSync(`${source}.ts`)) rmSync(output);
  }
};

if (!(quick && upToDate())) {
  const started = new Date();
  if (quick) process.stdout.write('Building …\n');
  prune();
  const tsc = join('node_modules', 'typescript', 'bin', 'tsc');
  const options = quick ? ['--noCheck', '--tsBuildInfoFile', 'dist/.tsbuildinfo-quick'] : [];
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.json', ...options], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(stamp, `${started.toISOString()}\n`);
}
