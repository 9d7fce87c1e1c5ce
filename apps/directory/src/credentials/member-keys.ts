import { Injectable } from '@nestjs/common';
import type { PublicJwk } from '#crypto';
import { Clock } from '#event-sourcing';
import { Catalogue } from '../catalogue.js';
import type { Certificate } from '../certificates/certificate.decider.js';
import { CertificateRegister } from '../certificates/certificate-register.js';
import { profileOf } from '../certificates/profiles.js';
import { jwkOfCertificate } from '../keystore/published-jwk.js';

/** The keys that members sign with: those of their software without a certificate, and those that are certified for signing now. */
@Injectable()
export class MemberKeys {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly register: CertificateRegister,
    private readonly clock: Clock,
  ) {}

  /** Of an organisation and all its software. Throws `Refused('organisation-unknown')`. */
  async ofOrganisation(organisationId: string): Promise<readonly PublicJwk[]> {
    await this.catalogue.organisation(organisationId);
    const software = await this.catalogue.softwareOf(organisationId);
    const bare = software.flatMap(({ keys }) => keys.map(({ jwk }) => jwk as PublicJwk));
    return [...bare, ...(await this.certified(organisationId, () => true))];
  }

  /** Of one piece of software. Throws `Refused('organisation-unknown' | 'software-unknown')`. */
  async ofSoftware(organisationId: string, softwareId: string): Promise<readonly PublicJwk[]> {
    const { keys } = await this.catalogue.software(organisationId, softwareId);
    const certified = await this.certified(organisationId, (one) => one.softwareId === softwareId);
    return [...keys.map(({ jwk }) => jwk as PublicJwk), ...certified];
  }

  private async certified(
    organisationId: string,
    isOf: (certificate: Certificate) => boolean,
  ): Promise<readonly PublicJwk[]> {
    const at = this.clock.now().toISOString();
    const all = await this.register.ofOrganisation(organisationId);
    const signing = all.filter((one) => isOf(one) && profileOf(one.profile)?.use === 'signing');
    return signing
      .filter(({ status, notBefore, notAfter }) => status === 'valid' && notBefore <= at && at < notAfter)
      .map(publicJwkOf);
  }
}

// The certificate itself is in the keystore: a document of sixty-four kilobytes would not hold those of fifty keys.
const publicJwkOf = (certificate: Certificate): PublicJwk => {
  const jwk = jwkOfCertificate(certificate, { issuer: undefined, address: '' });
  const { x5c: _x5c, x5u: _x5u, x5dn: _x5dn, ...members } = jwk as Record<string, unknown>;
  return members as PublicJwk;
};
