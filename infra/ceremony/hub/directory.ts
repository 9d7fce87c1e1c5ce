import { join } from 'node:path';
import { freePort } from '../../fleet/ports.js';
import { times } from './hub.js';
import { assentProcess } from './program.js';

/** The sandbox trust framework as a process of its own. */
export const startDirectory = async (
  folder: string,
  output: (line: string) => void,
): Promise<{ readonly origin: string; stop(): Promise<void> }> => {
  const port = String(await freePort());
  const variables = { ASSENT_DATA: join(folder, 'directory'), ASSENT_PORT: port, ASSENT_HOST: '127.0.0.1' };
  const program = assentProcess(
    ['directory'],
    {
      ...variables,
      ASSENT_ISSUER: `http://127.0.0.1:${port}`,
      ASSENT_DIRECTORY_STATUS_TTL: String(times.statusList),
    },
    output,
  );
  await program.start();
  return { origin: `http://127.0.0.1:${port}`, stop: () => program.stop() };
};
