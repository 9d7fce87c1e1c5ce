import { PassThrough, type Readable } from 'node:stream';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';

interface FastifyLike {
  addHook(
    name: 'preParsing',
    hook: (request: { url: string; raw: object }, reply: unknown, payload: Readable, done: Done) => void,
  ): void;
}

type Done = (error: null, payload: Readable) => void;

const prefix = '/buyer/mefApi/';

/** The bytes of notifications as they came: the signature is over them, not over what a parser makes of them. */
@Injectable()
export class RawBodies implements OnModuleInit {
  private readonly bodies = new WeakMap<object, Buffer[]>();

  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    const fastify: FastifyLike = this.host.httpAdapter.getInstance();
    fastify.addHook('preParsing', ({ url, raw }, _reply, payload, done) => {
      done(null, url.startsWith(prefix) ? this.keep(raw, payload) : payload);
    });
  }

  of(raw: object): string {
    return Buffer.concat(this.bodies.get(raw) ?? []).toString('utf8');
  }

  private keep(raw: object, payload: Readable): Readable {
    const chunks: Buffer[] = [];
    this.bodies.set(raw, chunks);
    const copy = new PassThrough();
    payload.on('data', (chunk: Buffer) => chunks.push(chunk));
    return payload.pipe(copy);
  }
}
