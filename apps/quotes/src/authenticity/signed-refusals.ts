import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { Conversations } from './conversations.js';
import { OpenedMessages } from './opened-messages.js';
import { MESSAGE_HEADER } from './vouched.decorator.js';

/** Signs the refusal of a message (draft W128 D17): nobody between the two can make one up, so that the Buyer gives up what was heard. */
@Injectable()
export class SignedRefusals implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly opened: OpenedMessages,
    private readonly conversations: Conversations,
  ) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    fastify.addHook('onSend', async (request, reply, payload) => {
      const opened = reply.statusCode >= 400 ? this.opened.of(request.raw) : undefined;
      if (!opened || typeof payload !== 'string') return payload;
      const refusal = await this.conversations.refuse(opened, reply.statusCode, JSON.parse(payload));
      reply.header(MESSAGE_HEADER, refusal);
      return payload;
    });
  }
}
