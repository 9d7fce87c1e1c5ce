import { startGateway } from './gateway.js';

/** Runs the gateway as a process of its own; `GATEWAY` is its options as JSON. */
const gateway = await startGateway(JSON.parse(process.env['GATEWAY'] ?? '{}'));
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void gateway.stop().then(() => process.exit(0)));
