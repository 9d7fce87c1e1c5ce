import { createServer } from 'node:net';
import { CannotStart } from './cannot-start.js';

/** Throws `CannotStart` when something listens there already: told before anything else is started. */
export const requireFreePort = (port: number, host: string, env = 'ASSENT_PORT'): Promise<void> =>
  new Promise((free, taken) => {
    const probe = createServer();
    const refuse = (error: NodeJS.ErrnoException): void =>
      taken(new CannotStart(reason(error, { port, host, env })));
    probe.once('error', refuse);
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => free()));
  });

/** This port, or the next above it that nothing listens on. Throws `CannotStart` when a hundred are taken. */
export const firstFreePort = async (port: number, host: string): Promise<number> => {
  const limit = port + 100;
  for (let candidate = port; ; candidate += 1) {
    const free = await requireFreePort(candidate, host).then(
      () => true,
      (error: unknown) => unlessTaken(error, candidate < limit),
    );
    if (free) return candidate;
  }
};

const unlessTaken = (error: unknown, goOn: boolean): false => {
  if (goOn && error instanceof CannotStart) return false;
  throw error;
};

const reason = (
  { code }: NodeJS.ErrnoException,
  { port, host, env }: { readonly port: number; readonly host: string; readonly env: string },
): string => {
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken: stop the program that listens there, or set ${env} to another one.`;
  if (code === 'EACCES')
    return `Port ${port} needs rights that this account does not have: set ${env} to one above 1023.`;
  return `${host}:${port} cannot be listened on (${code ?? 'unknown reason'}): set ASSENT_HOST and ${env} to others.`;
};
