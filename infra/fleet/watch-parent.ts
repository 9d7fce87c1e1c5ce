import { parentVariable } from './parent.js';

// Loaded before a process of the fleet begins: it ends with the program that started it, however that ended.
const parent = Number(process.env[parentVariable]);
const EVERY_MS = 500;
const GRACE_MS = 6_000;

const watch = setInterval(() => {
  if (process.ppid === parent) return;
  clearInterval(watch);
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), GRACE_MS).unref();
  process.kill(process.pid, 'SIGTERM');
}, EVERY_MS);
watch.unref();
