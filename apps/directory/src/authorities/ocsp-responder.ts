import { Injectable } from '@nestjs/common';
import {
  type CertificateIssuer,
  createOcspResponse,
  ocspFailure,
  type OcspQuestion,
  parseOcspRequest,
  type Revocation,
  Untrusted,
} from '#crypto';
import { Clock } from '#event-sourcing';
import { CertificateRegister } from '../certificates/certificate-register.js';
import type { Environment } from '../certificates/profile.js';
import type { AuthorityId } from './addresses.js';
import { Authorities } from './authorities.js';
import { families, roles } from './authority-kinds.js';
import { revocationOf } from './revocation-reasons.js';

/** An answer, and for how many seconds caches may keep it; none for what has a nonce, or is no answer. */
export interface OcspReply {
  readonly der: Uint8Array;
  readonly maxAge?: number;
}

/** How long an answer holds, seconds: as long as a revocation may go unnoticed by whoever keeps it. */
const HOLDS = 300;
const CACHED = 60;

interface Asked {
  readonly id: AuthorityId;
  readonly issuer: CertificateIssuer;
  readonly question: OcspQuestion;
}

/** Says of certificates whether they were revoked (RFC 6960), each answer signed by the authority that issued them. */
@Injectable()
export class OcspResponder {
  constructor(
    private readonly authorities: Authorities,
    private readonly register: CertificateRegister,
    private readonly clock: Clock,
  ) {}

  /** Never throws for what is asked: what cannot be read is told so, as RFC 6960 §4.2.1 has it. */
  async answer(environment: Environment, request: Uint8Array): Promise<OcspReply> {
    const asked = await this.read(environment, request);
    if ('failure' in asked) return { der: ocspFailure(asked.failure) };
    const known = await this.statuses(asked);
    const thisUpdate = new Date(Math.floor(this.clock.now().getTime() / 1000) * 1000);
    const nextUpdate = new Date(thisUpdate.getTime() + HOLDS * 1000);
    const { question, issuer } = asked;
    const of = (serial: string): Revocation => known.get(serial) ?? { status: 'unknown' };
    const der = await createOcspResponse(issuer, { question, of, thisUpdate, nextUpdate });
    return question.nonce === undefined ? { der, maxAge: CACHED } : { der };
  }

  private async read(
    environment: Environment,
    request: Uint8Array,
  ): Promise<Asked | { readonly failure: 'malformedRequest' | 'unauthorized' }> {
    for (const family of families) {
      const pair = await this.authorities.established(environment, family);
      for (const role of pair ? roles : []) {
        const issuer = pair![role];
        const question = questionTo(issuer, request);
        if (question === 'malformed') return { failure: 'malformedRequest' };
        if (question) return { id: { environment, family, role }, issuer, question };
      }
    }
    // RFC 6960 §2.3: asked about certificates of somebody else, or of several authorities at once.
    return { failure: 'unauthorized' };
  }

  private async statuses({ id, question }: Asked): Promise<ReadonlyMap<string, Revocation>> {
    const { environment, family, role } = id;
    if (role === 'root') return this.statusOfIssuing(id);
    const known = await this.register.bySerials(environment, family, question.serials);
    return new Map([...known].map(([serial, certificate]) => [serial, revocationOf(certificate)]));
  }

  private async statusOfIssuing({
    environment,
    family,
  }: AuthorityId): Promise<ReadonlyMap<string, Revocation>> {
    const { root, issuing } = await this.authorities.pair(environment, family);
    return new Map([root, issuing].map(({ certificate }) => [certificate.serial, { status: 'good' }]));
  }
}

/** The question, if it is to this authority; undefined when it is to another. */
const questionTo = (
  { certificate }: CertificateIssuer,
  request: Uint8Array,
): OcspQuestion | 'malformed' | undefined => {
  try {
    return parseOcspRequest(request, certificate);
  } catch (problem) {
    if (!(problem instanceof Untrusted)) throw problem;
    return problem.reason === 'ocsp-of-another-issuer' ? undefined : 'malformed';
  }
};
