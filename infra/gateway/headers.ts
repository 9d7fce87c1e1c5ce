import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import { clientCertHeaders } from './client-cert.js';

// RFC 9110 §7.6.1; `trailer` and `upgrade` are not carried on either.
const hopByHop = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

// Written by this gateway alone: whoever sends them from outside must not be believed.
const ours = /^(x-forwarded-.*|forwarded|x-real-ip|client-cert|client-cert-chain)$/;

/**
 * The headers of a request as a service gets them, names and values in turn: repeated ones stay repeated, Host stays,
 * X-Forwarded-* and Client-Cert say who asked, and how. The length is told anew by who sends.
 */
export const forwardedHeaders = ({ rawHeaders, headers, socket }: IncomingMessage): string[] => {
  const dropped = droppedWith(headers.connection);
  const carried = pairsOf(rawHeaders).filter(([name]) => {
    const lower = name.toLowerCase();
    return !dropped.has(lower) && !ours.test(lower) && lower !== 'content-length' && lower !== 'expect';
  });
  const scheme = socket instanceof TLSSocket ? 'https' : 'http';
  const asker = ['x-forwarded-for', socket.remoteAddress ?? '', 'x-forwarded-proto', scheme];
  return [...carried.flat(), ...asker, ...clientCertHeaders(socket)];
};

type Headers = Record<string, string | string[]>;

/** The headers of an answer as the client gets them. */
export const answeredHeaders = (headers: NodeJS.Dict<string | string[]>): Headers => {
  const dropped = droppedWith([headers['connection'] ?? []].flat().join(','));
  const kept = Object.entries(headers).filter(([name]) => !dropped.has(name));
  return Object.fromEntries(kept.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
};

// A connection names further headers that are its own.
const droppedWith = (connection = ''): ReadonlySet<string> =>
  new Set([...hopByHop, ...connection.split(',').map((name) => name.trim().toLowerCase())]);

const pairsOf = (raw: readonly string[]): readonly [string, string][] =>
  raw.flatMap((name, index): [string, string][] => (index % 2 === 0 ? [[name, raw[index + 1] ?? '']] : []));
