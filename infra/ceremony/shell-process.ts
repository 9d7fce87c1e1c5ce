// The process of a `Shell`: runs each command line that it is sent, and answers what it printed.
import { run } from '../../apps/platform/src/cli/run.js';
import type { CommandLine, Typed } from './shell.js';

const own = { ...process.env };

const type = async ({ words, variables }: CommandLine): Promise<Typed> => {
  const printed = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    process[stream].write = (text: string | Uint8Array) => Boolean((printed[stream] += String(text)));
  process.env = { ...own, ...variables };
  try {
    return { code: await run(['node', 'assent', ...words]), ...printed };
  } finally {
    process.env = own;
    process.exitCode = undefined;
    // What was put in front of the method of its class.
    for (const stream of ['stdout', 'stderr'] as const) Reflect.deleteProperty(process[stream], 'write');
  }
};

process.on('message', (line: CommandLine) => void type(line).then((typed) => process.send!(typed)));
process.on('disconnect', () => process.exit(0));
