import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const forbidden: readonly (readonly [file: string, line: string])[] = [
  // apps never import apps, and reach libraries only as #name
  ['apps/intents/src/a.ts', `import { a } from '../../quotes/src/index.js';`],
  ['apps/intents/src/deep/er/a.ts', `import { a } from '../../../../quotes/src/quote.js';`],
  ['apps/intents/src/a.ts', `import type { A } from '../../quotes/src/index.js';`],
  ['apps/intents/src/a.ts', `import { a } from '../../platform/src/index.js';`],
  ['apps/intents/src/a.ts', `import { a } from '../../../libs/crypto/src/index.js';`],
  ['apps/intents/src/a.spec.ts', `import { a } from '../../quotes/src/index.js';`],
  ['apps/intents/src/a.ts', `export { a } from '../../quotes/src/index.js';`],
  // the platform composes modules, through the index alone
  ['apps/platform/src/a.ts', `import { a } from '../../intents/src/intent.decider.js';`],
  ['apps/platform/src/cli/a.ts', `import { a } from '../../../intents/src/intent/index.js';`],
  ['apps/platform/src/a.ts', `import { a } from '../../../libs/crypto/src/index.js';`],
  // leaves
  ['libs/contracts/src/a.ts', `import { a } from '#crypto';`],
  ['libs/crypto/src/a.ts', `import { a } from '#contracts';`],
  ['libs/crypto/src/a.ts', `import { a } from '@nestjs/common';`],
  ['libs/contracts/src/a.ts', `import { a } from 'typeorm';`],
  ['libs/crypto/src/a.ts', `import { a } from '../../contracts/src/index.js';`],
  // no domain in the log and its transport
  ['libs/event-sourcing/src/a.ts', `import { a } from '#contracts';`],
  ['libs/event-sourcing/src/a.ts', `import { a } from '#messaging';`],
  ['libs/messaging/src/a.ts', `import { a } from '#contracts';`],
  ['libs/messaging/src/a.ts', `import { a } from '#service';`],
  // what is between
  ['libs/replicas/src/a.ts', `import { a } from '#oauth';`],
  ['libs/replicas/src/a.ts', `import { a } from '#service';`],
  ['libs/oauth/src/a.ts', `import { a } from '#service';`],
  ['libs/oauth/src/a.ts', `import { a } from '#resource-server';`],
  ['libs/resource-server/src/a.ts', `import { a } from '#service';`],
  ['libs/service/src/a.ts', `import { a } from '../../oauth/src/index.js';`],
  // #testing is for specs
  ['apps/intents/src/a.ts', `import { a } from '#testing';`],
  ['apps/platform/src/a.ts', `import { a } from '#testing';`],
  ['libs/service/src/a.ts', `import { a } from '#testing';`],
  ['libs/event-sourcing/src/a.ts', `import { a } from '#testing';`],
  // deciders are pure
  ['apps/intents/src/intent.decider.ts', `import { a } from '@nestjs/common';`],
  ['apps/intents/src/intent.decider.ts', `import { a } from 'node:crypto';`],
  ['apps/intents/src/intent.decider.ts', `import { a } from '#crypto';`],
  ['apps/intents/src/intent.decider.ts', `import { EventStore } from '#event-sourcing';`],
  ['apps/intents/src/intent.decider.ts', `import { a } from './stage-intent.js';`],
  ['apps/intents/src/intent.policies.ts', `import { a } from '../other.js';`],
  ['libs/oauth/src/keys/keys.decider.ts', `import { a } from 'jose';`],
];

const allowed: readonly (readonly [file: string, line: string])[] = [
  ['apps/intents/src/deep/er/a.ts', `import { a } from '../../b.js';`],
  ['apps/intents/src/a.ts', `import { a } from '#crypto';`],
  ['apps/intents/src/a.spec.ts', `import { a } from '#testing';`],
  ['apps/platform/src/a.ts', `import { a } from '../../intents/src/index.js';`],
  ['apps/platform/src/cli/a.ts', `import { a } from '../../../intents/src/index.js';`],
  ['apps/platform/src/cli/a.ts', `import { a } from '../start/a.js';`],
  ['libs/event-sourcing/src/a.ts', `import { a } from '#crypto';`],
  ['libs/messaging/src/a.ts', `import { a } from '#event-sourcing';`],
  ['libs/oauth/src/a.ts', `import { a } from '#replicas';`],
  ['libs/resource-server/src/a.ts', `import { a } from '#oauth';`],
  ['libs/crypto/src/a.spec.ts', `import { a } from '#testing';`],
  ['apps/intents/src/intent.decider.ts', `import { type Decider, Refused } from '#event-sourcing';`],
  ['apps/intents/src/intent.decider.ts', `import type { PublicIntent } from '#contracts';`],
  ['apps/intents/src/intent.decider.ts', `import type { StageIntent } from './intent.commands.js';`],
  ['apps/intents/src/intent.decider.ts', `import { evolve } from './intent.evolve.js';`],
];

interface Report {
  readonly diagnostics: readonly { readonly code: string; readonly filename: string }[];
}

/** The borders of docs/decisions/0009, as lint holds them: each import stands in a file of its own, linted at once. */
describe('lint of the borders', () => {
  let root: string;
  let refused: ReadonlySet<string>;

  const place = (file: string, index: number): string => file.replace(/\/src\//, `/src/case${index}/`);
  const adapt = (line: string): string => line.replace(/'(\.\.\/.*\/src\/)/, `'../$1`);

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'assent-borders-'));
    await copyFile('.oxlintrc.json', join(root, '.oxlintrc.json'));
    for (const [index, [file, line]] of [...forbidden, ...allowed].entries()) {
      const path = join(root, place(file, index));
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, `${adapt(line)}\n`);
    }
    refused = await lintFiles(root);
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  it.each(forbidden.map(([file, line], index) => [file, line, index] as const))(
    'fails on %s: %s',
    (file, _line, index) => {
      expect([...refused]).toContain(place(file, index));
    },
  );

  it.each(allowed.map(([file, line], index) => [file, line, forbidden.length + index] as const))(
    'lets %s have: %s',
    (file, _line, index) => {
      expect([...refused]).not.toContain(place(file, index));
    },
  );
});

const lintFiles = async (root: string): Promise<ReadonlySet<string>> => {
  const oxlint = resolve('node_modules/.bin/oxlint');
  const failed = await run(oxlint, ['--format', 'json', '.'], { cwd: root }).catch((error: unknown) => error);
  const { stdout } = failed as { readonly stdout: string };
  const { diagnostics } = JSON.parse(stdout) as Report;
  const borders = diagnostics.filter(({ code }) => code === 'eslint(no-restricted-imports)');
  return new Set(borders.map(({ filename }) => filename.replace(/^\.\//, '')));
};
