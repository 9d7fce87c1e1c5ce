#!/usr/bin/env node
// A Kafka broker for development and tests, without Docker: needs Java 17 and Maven. Nothing of it is for production.
import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startBroker } from './broker.mjs';
import { jars, whatIsMissing } from './jars.mjs';

const usage = `usage: node infra/kafka/kafka.mjs <command> [options]
  start    starts a broker in the background, prints its address once it answers
  stop     stops the broker of a data folder
  run      as start, in the foreground, until it is signalled
  fetch    only copies the jars from Maven Central into .cache/kafka
options
  --data DIR         where the broker keeps its data (default .assent/kafka)
  --port N           port on 127.0.0.1 (default: a free one, the same again on the next start)
  --properties FILE  lines to add to server.properties
  --listener NAME=PROTOCOL  a further listener: SSL, SASL_SSL or SASL_PLAINTEXT, set up by --properties; may be repeated
  --scram USER:PASS  a user for SCRAM-SHA-256 and -512, made when the storage is formatted
  --while PID        stop when this process is gone
  --discard          remove the data on stop`;

const string = { type: 'string' };
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { ...string, default: '.assent/kafka' },
    port: { ...string, default: '0' },
    properties: string,
    scram: string,
    listener: { ...string, multiple: true, default: [] },
    while: string,
    discard: { type: 'boolean', default: false },
  },
});
const data = resolve(options.data);
const noteFile = join(data, 'running.json');
const pause = (milliseconds) => new Promise((resume) => setTimeout(resume, milliseconds));

const readNote = () => readFile(noteFile, 'utf8').then(JSON.parse, () => undefined);

const isAlive = (pid) => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
};

const running = async () => {
  const note = await readNote();
  return note && isAlive(note.pid) ? note : undefined;
};

const run = async () => {
  const { properties: file, scram, discard } = options;
  const properties = file ? await readFile(file, 'utf8') : '';
  const listeners = Object.fromEntries(options.listener.map((each) => each.split('=')));
  const broker = await startBroker({ data, port: Number(options.port), properties, scram, listeners });
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await broker.stop();
    await rm(discard ? data : noteFile, { recursive: true, force: true });
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => void stop());
  if (options.while) setInterval(() => isAlive(Number(options.while)) || void stop(), 500);
  void broker.ended.then(async () => {
    if (stopping) return;
    await rm(noteFile, { force: true });
    process.exit(1);
  });
  await writeFile(
    `${noteFile}.new`,
    JSON.stringify({
      pid: process.pid,
      broker: broker.pid,
      brokers: broker.brokers,
      listeners: broker.listeners,
    }),
  );
  await rename(`${noteFile}.new`, noteFile);
  process.stdout.write(`${broker.brokers}\n`);
};

const start = async () => {
  const already = await running();
  if (already) return process.stdout.write(`${already.brokers}\n`);
  await jars();
  await mkdir(data, { recursive: true });
  await rm(noteFile, { force: true });
  const log = openSync(join(data, 'supervisor.log'), 'w');
  const words = [process.argv[1], 'run', ...process.argv.slice(3)];
  const child = spawn(process.execPath, words, { detached: true, stdio: ['ignore', log, log] });
  child.unref();
  for (let note = await readNote(); ; note = await readNote()) {
    if (note) return process.stdout.write(`${note.brokers}\n`);
    if (child.exitCode !== null) throw new Error(await readFile(join(data, 'supervisor.log'), 'utf8'));
    await pause(50);
  }
};

const stop = async () => {
  const note = await running();
  if (!note) return;
  process.kill(note.pid, 'SIGTERM');
  while (isAlive(note.pid)) await pause(50);
};

const commands = { start, stop, run, fetch: jars };

const main = async () => {
  const command = commands[positionals[0]];
  if (!command) throw new Error(usage);
  const missing = positionals[0] === 'stop' ? undefined : whatIsMissing();
  if (missing) throw new Error(`No Kafka without Java and Maven: ${missing}.`);
  await command();
};

main().catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
