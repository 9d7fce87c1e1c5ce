// Loaded into every process of a fleet before its own program: `node --import`.
import { readFileSync } from 'node:fs';
import { KafkaTransport, LogTransport } from '#messaging';
import { disorder } from './disorder.js';
import { type Injection, injectionVariable } from './injection.js';
import { skewClock } from './skewed-clock.js';

const [, service] = /apps[\\/](\w+)[\\/]src[\\/]main\.js$/.exec(process.argv[1] ?? '') ?? [];
const path = process.env[injectionVariable];

const read = (file: string): Injection => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Injection;
  } catch {
    return {}; // nothing is injected now
  }
};

if (service !== undefined && path !== undefined) {
  const injection = read(path);
  skewClock(injection.skew?.[service] ?? 0);
  if (injection.disorder !== undefined)
    for (const transport of [KafkaTransport, LogTransport]) disorder(transport.prototype, injection.disorder);
}
