// Loaded into every process of a ceremony (`node --import`): its name service. Names below `example` (RFC 6761 §6.5), which the
// servers of the ceremony have, lead to this machine; all others are asked for as ever.
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';

const here = (name: string): string => (/(^|\.)example$/.test(name) ? '127.0.0.1' : name);

const { lookup } = dns;
const { lookup: promised } = dns.promises;
dns.lookup = Object.assign((name: string, ...more: unknown[]) => {
  (lookup as unknown as (...all: unknown[]) => void)(here(name), ...more);
}, lookup);
dns.promises.lookup = ((name: string, ...more: unknown[]) =>
  (promised as unknown as (...all: unknown[]) => Promise<unknown>)(here(name), ...more)) as typeof promised;
syncBuiltinESMExports();
