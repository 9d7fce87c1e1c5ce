import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'node:util';
import { breakingChanges, type ContractSnapshot, snapshotOf } from './compatibility.js';
import { contracts } from './kinds.js';

/** The committed promise, beside the sources; this module runs from `dist/libs/contracts/src`. */
const file = new URL('../../../../libs/contracts/contracts.snapshot.json', import.meta.url);

export const committedSnapshot = (): ContractSnapshot =>
  JSON.parse(readFileSync(file, 'utf8')) as ContractSnapshot;

/** Writes the present contracts as the promise; refuses a breaking change unless told to accept it. Answers what breaks. */
export const writeSnapshot = (acceptBreaking: boolean): readonly string[] => {
  const present = snapshotOf(contracts);
  const breaking = breakingChanges(committedSnapshot(), present);
  if (breaking.length === 0 || acceptBreaking) writeFileSync(file, `${JSON.stringify(present, null, 2)}\n`);
  return breaking;
};

if (process.argv[1] && import.meta.url.endsWith(process.argv[1].replaceAll('\\', '/'))) {
  const accept = process.argv.includes('--accept-breaking');
  const breaking = writeSnapshot(accept);
  for (const change of breaking) process.stderr.write(format('breaking: %s\n', change));
  if (breaking.length > 0 && !accept) process.exitCode = 1;
}
