import { Process } from '../../fleet/process.js';
import { named } from '../scene.js';

/** `assent start` as a process of its own. */
export const assentProcess = (
  services: readonly string[],
  variables: Readonly<Record<string, string>>,
  output: (line: string) => void,
): Process =>
  new Process({
    path: 'dist/apps/platform/src/cli/main.js',
    words: ['start', ...services],
    variables: { ASSENT_LOG_LEVEL: 'warn', ...named, ...variables },
    readyUrl: `http://127.0.0.1:${variables['ASSENT_PORT']}/readyz`,
    output,
  });
