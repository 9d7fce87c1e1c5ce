import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Replicas } from '#replicas';
import type { Authorization } from '#resource-server';
import { RequestContexts, SIGNATURE_HEADER, singleValued } from '#service';
import type { Asked } from '../asked.js';
import type { VouchedRequest } from '../authenticity/conversations.js';
import type { Answer } from '../authenticity/exchanges.js';
import { MESSAGE_HEADER } from '../authenticity/vouched.decorator.js';
import { Bodies } from '../bodies/bodies.js';
import { clientOf } from '../client-of.js';

/** A request as it came in, and where its answer goes. */
export type Incoming = readonly [Authorization, VouchedRequest, FastifyReply];

/** Hears requests, and answers them in the form that their client registered, signed. */
@Injectable()
export class Answering {
  constructor(
    private readonly contexts: RequestContexts,
    private readonly replicas: Replicas,
    private readonly bodies: Bodies,
  ) {}

  /** Nothing is done where the answer could not be given: its form is chosen first. Gives the text of the answer. */
  async answer(
    [authorization, request, reply]: Incoming,
    act: (asked: Asked) => Promise<Answer>,
  ): Promise<string> {
    const context = this.contexts.create({ kind: 'client', id: authorization.clientId });
    const client = await clientOf(this.replicas, authorization);
    const form = await this.bodies.formOfAnswer(request.accept, client);
    const { data: body, claims } = await this.bodies.read(request, client);
    const query = singleValued(request.query);
    const asked = { context, authorization, client, query, claims, request: { ...request, body } };
    const { body: answered, message } = await act(asked);
    const { contentType, text, signature } = await this.bodies.write(form, answered, client);
    reply.header('content-type', contentType);
    if (signature !== undefined) reply.header(SIGNATURE_HEADER, signature);
    if (message !== undefined) reply.header(MESSAGE_HEADER, message);
    return text;
  }
}
