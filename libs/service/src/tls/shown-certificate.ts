import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type PresentedCertificate, presentedWith } from '#oauth';

/** The certificate that came with a request, for a parameter of a handler; undefined when none did. */
export const ShownCertificate = createParamDecorator(
  (_: unknown, context: ExecutionContext): PresentedCertificate | undefined =>
    presentedWith(context.switchToHttp().getRequest<FastifyRequest>().raw),
);
