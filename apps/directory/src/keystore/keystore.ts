import { Injectable } from '@nestjs/common';
import { Clock } from '#event-sourcing';
import { Catalogue } from '../catalogue.js';
import type { Certificate } from '../certificates/certificate.decider.js';
import { CertificateRegister, type Owner } from '../certificates/certificate-register.js';
import { CertificateViews } from '../certificates/certificate-views.js';
import type { Environment, Profile } from '../certificates/profile.js';
import { profileOf } from '../certificates/profiles.js';
import type { OrganisationKey } from '../organisation.decider.js';
import { jwkOfCertificate, type PublishedJwk, revokedJwk } from './published-jwk.js';

/** Which keys of whom. */
export interface KeySetName extends Owner {
  readonly environment: Environment;
  readonly set: Profile['keySet'];
}

/** The JWK sets of organisations and their software: what is good now, and beside it what was revoked. */
@Injectable()
export class Keystore {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly register: CertificateRegister,
    private readonly views: CertificateViews,
    private readonly clock: Clock,
  ) {}

  /** Keys that are good now, the newest first: senders encrypt to the first that they find, and so come off a former key in time. Throws `Refused('organisation-unknown' | 'software-unknown')`. */
  async active(name: KeySetName): Promise<readonly PublishedJwk[]> {
    const at = this.clock.now().toISOString();
    const certified = await this.certified(name);
    const good = certified.filter(
      ({ status, notBefore, notAfter }) => status === 'valid' && notBefore <= at && at < notAfter,
    );
    const keys = await this.jwks(good, jwkOfCertificate);
    return [...(await this.bare(name)), ...keys];
  }

  /** Keys that were taken back. */
  async revoked(name: KeySetName): Promise<readonly PublishedJwk[]> {
    const { organisationId, softwareId } = name;
    const organisation = await this.catalogue.organisation(organisationId);
    if (softwareId !== undefined) await this.catalogue.software(organisationId, softwareId);
    const certified = await this.certified(name);
    const keys = await this.jwks(
      certified.filter(({ status }) => status === 'revoked'),
      revokedJwk,
    );
    return [...withdrawn(organisation.keys ?? [], name), ...keys];
  }

  private async certified(name: KeySetName): Promise<readonly Certificate[]> {
    const all = await this.register.of(name);
    return all.filter(
      ({ environment, profile }) =>
        environment === name.environment && profileOf(profile)?.keySet === name.set,
    );
  }

  /** Keys without a certificate: those of software by their thumbprints, as ever, and Enc1 of organisations. */
  private async bare({
    organisationId,
    softwareId,
    environment,
    set,
  }: KeySetName): Promise<readonly PublishedJwk[]> {
    if (softwareId === undefined) {
      const { keys = [] } = await this.catalogue.organisation(organisationId);
      const current = keys.filter((key) => key.environment === environment && key.withdrawnAt === undefined);
      return set === 'application' ? current.map(({ jwk }) => jwk).toReversed() : [];
    }
    const software = await this.catalogue.software(organisationId, softwareId);
    const own = set === 'application' && software.environment === environment;
    return own ? software.keys.map(({ jwk }) => jwk) : [];
  }

  private async jwks(
    certificates: readonly Certificate[],
    publish: typeof jwkOfCertificate,
  ): Promise<readonly PublishedJwk[]> {
    return Promise.all(
      certificates.map(async (certificate) =>
        publish(certificate, await this.views.surroundings(certificate)),
      ),
    );
  }
}

const withdrawn = (
  keys: readonly OrganisationKey[],
  { softwareId, environment, set }: KeySetName,
): readonly PublishedJwk[] => {
  if (softwareId !== undefined || set !== 'application') return [];
  const gone = keys.filter((key) => key.environment === environment && key.withdrawnAt !== undefined);
  return gone.map(({ jwk, withdrawnAt = '' }) => ({
    ...jwk,
    revoked: { revoked_at: Math.floor(Date.parse(withdrawnAt) / 1000) },
  }));
};
