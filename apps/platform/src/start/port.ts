import { createServer } from 'node:net';
import { CannotStart } from './cannot-start.js';

/** Throws `CannotStart` when something listens there already: told before anything else is started. */
export const requireFreePort = (port: number, host: string): Promise<void> =>
  new Promise((free, taken) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => taken(new CannotStart(reason(error, port, host))));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => free()));
  });

const reason = ({ code }: NodeJS.ErrnoException, port: number, host: string): string => {
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken: stop the program that listens there, or set ASSENT_PORT to another one.`;
  if (code === 'EACCES')
    return `Port ${port} needs rights that this account does not have: set ASSENT_PORT to one above 1023.`;
  return `${host}:${port} cannot be listened on (${code ?? 'unknown reason'}): set ASSENT_HOST and ASSENT_PORT to others.`;
};
