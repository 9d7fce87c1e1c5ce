import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parseForm } from './form.js';
import { parseStrictJson } from './json-guard.js';
import { keepSigned } from './signed-bytes.js';
import { decodeUtf8, refuseBadText } from './text-guard.js';

const KIB = 1024;

/** Media types that are understood, with the longest body of each; other types are a 415, longer bodies a 413. */
const parsers: readonly { types: string[]; bodyLimit: number; parse: (text: string) => unknown }[] = [
  {
    types: ['application/json', 'application/merge-patch+json'],
    bodyLimit: 512 * KIB,
    parse: parseStrictJson,
  },
  { types: ['application/x-www-form-urlencoded'], bodyLimit: 64 * KIB, parse: parseForm },
  {
    types: ['application/jwt', 'application/jose', 'application/secevent+jwt'],
    bodyLimit: 128 * KIB,
    parse: compactJose,
  },
];

/** Media types that are no text: their bodies are handed on as bytes. */
const binary: readonly { types: string[]; bodyLimit: number }[] = [
  { types: ['application/ocsp-request'], bodyLimit: 8 * KIB },
];

/** Takes the place of Fastify's own parsers, which let broken UTF-8 and doubled members through. */
export const addBodyParsers = (fastify: FastifyInstance): void => {
  fastify.removeAllContentTypeParsers();
  for (const { types, bodyLimit, parse } of parsers) {
    const run = async (request: FastifyRequest, body: Buffer) => {
      keepSigned(request, body);
      return bodyOf(body, parse);
    };
    fastify.addContentTypeParser(types, { parseAs: 'buffer', bodyLimit }, run);
  }
  for (const { types, bodyLimit } of binary) {
    const run = async (_request: FastifyRequest, body: Buffer) => body;
    fastify.addContentTypeParser(types, { parseAs: 'buffer', bodyLimit }, run);
  }
};

const bodyOf = async (body: Buffer, parse: (text: string) => unknown): Promise<unknown> =>
  body.length === 0 ? undefined : parse(decodeUtf8(body));

function compactJose(text: string): string {
  refuseBadText(text, 'malformed-request');
  return text;
}
