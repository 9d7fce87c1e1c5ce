import { Controller, Get, Req, UseFilters, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { problemErrors } from '../errors/problem-errors.js';
import { pinnedCaller, PinnedCallers } from './pinned-callers.js';
import { pinnedRefusals } from './pinned-refusals.js';

interface Hello {
  /** Which certificate of which profile the caller is pinned by. */
  readonly profile: string;
  readonly certificate: string;
  /** RFC 4514. */
  readonly subject: string;
}

/** What both sides of the UAE API Hub call first, to see that their certificates and pins are right. */
@ApiExcludeController()
@Controller('hello-mtls')
@UseFilters(problemErrors(pinnedRefusals))
@UseGuards(PinnedCallers)
export class HelloController {
  @Get()
  hello(@Req() request: FastifyRequest): Hello {
    const { pin, certificate } = pinnedCaller(request);
    return { profile: pin.profile, certificate: pin.certificate, subject: certificate.subject.toString() };
  }
}
