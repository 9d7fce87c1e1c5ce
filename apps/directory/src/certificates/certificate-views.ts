import { Injectable } from '@nestjs/common';
import { certificatePem } from '#crypto';
import { Clock } from '#event-sourcing';
import { CoreSettings } from '#service';
import { Authorities } from '../authorities/authorities.js';
import { jwksUriOf } from '../keystore/jwks-uri.js';
import type { Surroundings } from '../keystore/published-jwk.js';
import type { Certificate } from './certificate.decider.js';
import { type CertificateView, certificateView } from './certificate-view.js';
import { profileOf } from './profiles.js';

/** A certificate with all that its owner passes on: the authority that issued it, and the JWK set that publishes it. */
export interface FullView extends CertificateView {
  /** PEM of the issuing authority. */
  readonly chain: string;
  readonly jwksUri: string;
}

/** What a certificate does not say of itself: where it is, and who is above it. */
@Injectable()
export class CertificateViews {
  constructor(
    private readonly authorities: Authorities,
    private readonly core: CoreSettings,
    private readonly clock: Clock,
  ) {}

  /** Identifier of the directory. */
  get directory(): string {
    return `${this.core.issuer}/directory`;
  }

  async full(certificate: Certificate, at = this.clock.now()): Promise<FullView> {
    const { environment, authority, profile, organisationId, softwareId } = certificate;
    const pair = await this.authorities.pair(environment, authority);
    const set = profileOf(profile)?.keySet ?? 'transport';
    return {
      ...certificateView(certificate, at),
      chain: certificatePem(pair.issuing.certificate),
      jwksUri: jwksUriOf(this.directory, { environment, organisationId, softwareId, set }),
    };
  }

  async surroundings({ environment, authority, certificateId }: Certificate): Promise<Surroundings> {
    const pair = await this.authorities.established(environment, authority);
    const der = pair?.issuing.certificate.der;
    return {
      issuer: der && Buffer.from(der).toString('base64'),
      address: `${this.directory}/certificates/${certificateId}.pem`,
    };
  }
}
