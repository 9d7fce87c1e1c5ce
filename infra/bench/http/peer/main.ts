import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';
import { peerConfiguration, type PeerOptions } from './configuration.js';
import { interact } from './interactions.js';

// Started by the benchmark with its options as JSON; says `ready` on the channel to its parent.
const options = JSON.parse(process.argv[2] ?? '') as PeerOptions;
const provider = new Provider(`http://127.0.0.1:${options.port}`, peerConfiguration(options));
const answerOf = provider.callback();
const interaction = interact(provider);

const server = createServer((request, response) => {
  if (!request.url?.startsWith('/interaction/')) return void answerOf(request, response);
  interaction(request, response).catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    response.destroy();
  });
});
server.listen(options.port, '127.0.0.1', () => process.send?.('ready'));
process.on('disconnect', () => process.exit());
