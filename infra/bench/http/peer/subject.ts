import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { exportJWK, generateKeyPair } from 'jose';
import { freePort } from '../measure/free-port.js';
import type { BenchClient, Subject } from '../subject.js';

/** oidc-provider in a process of its own, with one client. */
export const startPeer = async (client: BenchClient): Promise<Subject> => {
  const port = await freePort();
  const pair = await generateKeyPair('ES256', { extractable: true });
  const serverJwk = { ...(await exportJWK(pair.privateKey)), alg: 'ES256', use: 'sig', kid: 'peer' };
  const options = JSON.stringify({ port, client, serverJwk });
  const server = fork(fileURLToPath(new URL('main.js', import.meta.url)), [options], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: ['--no-warnings'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const origin = `http://127.0.0.1:${port}`;
  const ended = once(server, 'exit');
  await Promise.race([
    once(server, 'message'),
    ended.then(() => Promise.reject(new Error('oidc-provider did not start'))),
  ]);
  return {
    target: { name: 'oidc-provider', origin, issuer: origin, pids: [server.pid!], client },
    stop: async () => {
      server.disconnect();
      await ended;
    },
  };
};
