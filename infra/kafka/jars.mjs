import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));
const cache = join(here, '..', '..', '.cache', 'kafka');

/** Why no broker can run on this machine; undefined when one can. */
export const whatIsMissing = () => {
  const missing = [
    ...(answers('java', ['-version']) ? [] : ['Java 17 (java)']),
    ...(answers('mvn', ['-version']) ? [] : ['Maven (mvn)']),
  ];
  return missing.length > 0 ? `${missing.join(' and ')} not found` : undefined;
};

/** The folder with the broker's jars, copied from Maven Central once. */
export const jars = async () => {
  const pom = join(here, 'pom.xml');
  const [, version] = /<artifactId>kafka_2\.13<\/artifactId>\s*<version>([\d.]+)</.exec(
    await readFile(pom, 'utf8'),
  );
  const folder = join(cache, version);
  if (existsSync(folder)) return folder;
  // Copied beside and renamed, so that a copy that was interrupted is never taken for whole.
  const draft = `${folder}.${process.pid}`;
  await mkdir(draft, { recursive: true });
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${draft}`];
  await promisify(execFile)('mvn', ['-B', '-q', '-f', pom, ...goal], { maxBuffer: 1 << 24 });
  await rename(draft, folder).catch(() => rm(draft, { recursive: true })); // another process was first
  return folder;
};

const answers = (command, words) => {
  try {
    execFileSync(command, words, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
