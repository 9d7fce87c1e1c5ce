import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type Certificate, Untrusted } from '#crypto';
import { Refused } from '#event-sourcing';
import { type CallerPin, ClientCertificates, pinOf, presentedWith } from '#oauth';
import { DeploymentSettings } from '../settings/deployment-settings.js';

/** A caller that was recognized by its certificate. */
export interface PinnedCaller {
  readonly pin: CallerPin;
  readonly certificate: Certificate;
}

const callers = new WeakMap<object, PinnedCaller>();

/** Who called a handler behind `PinnedCallers`. */
export const pinnedCaller = (request: FastifyRequest): PinnedCaller => callers.get(request)!;

/**
 * Lets callers through whose certificate an authority vouches for, and whose subject is pinned (ASSENT_PINNED_CALLERS):
 * `@UseGuards(PinnedCallers)`. The answers to others are in `pinnedRefusals`.
 */
@Injectable()
export class PinnedCallers implements CanActivate {
  constructor(
    private readonly certificates: ClientCertificates,
    private readonly settings: DeploymentSettings,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const certificate = await this.vouchedFor(request);
    const pin = pinOf(certificate, this.settings.common.pinnedCallers);
    if (!pin) throw new Refused('caller-not-pinned');
    callers.set(request, { pin, certificate });
    return true;
  }

  private async vouchedFor(request: FastifyRequest): Promise<Certificate> {
    const presented = presentedWith(request.raw);
    if (!presented) throw new Refused('certificate-missing');
    try {
      return await this.certificates.vouchedFor(presented);
    } catch (error) {
      if (error instanceof Untrusted) throw new Refused('certificate-not-trusted', { cause: error.reason });
      throw error;
    }
  }
}
