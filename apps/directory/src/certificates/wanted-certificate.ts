import { Injectable } from '@nestjs/common';
import { Refused } from '#event-sourcing';
import { Catalogue } from '../catalogue.js';
import type { Environment, Profile } from './profile.js';
import { profileOf } from './profiles.js';
import type { Subject } from './request-rules.js';

/** What an address and a body ask for. */
export interface Asked {
  readonly profile: string;
  readonly organisationId: string;
  readonly softwareId?: string | undefined;
  readonly environment?: Environment | undefined;
}

/** What is meant by it. */
export interface Resolved {
  readonly profile: Profile;
  readonly environment: Environment;
  readonly subject: Subject;
}

/** Finds out what is asked for, and whether it may be. */
@Injectable()
export class WantedCertificates {
  constructor(private readonly catalogue: Catalogue) {}

  /**
   * Throws `Refused`: `profile-unknown`, `profile-of-software`, `profile-of-organisation`, `organisation-unknown`,
   * `organisation-suspended`, `software-unknown`, `environment-mismatch`.
   */
  async resolve({ profile: name, organisationId, softwareId, environment }: Asked): Promise<Resolved> {
    const profile = profileOf(name);
    if (!profile) throw new Refused('profile-unknown');
    const organisation = await this.catalogue.organisation(organisationId);
    if (organisation.status !== 'Active') throw new Refused('organisation-suspended');
    if (softwareId === undefined) {
      if (profile.subject === 'software') throw new Refused('profile-of-software');
      return { profile, environment: environment ?? 'sandbox', subject: { organisation } };
    }
    const software = await this.catalogue.software(organisationId, softwareId);
    if (profile.subject === 'organisation') throw new Refused('profile-of-organisation');
    // Software of one environment gets no certificate of the other: their authorities trust nothing of each other.
    if (environment !== undefined && environment !== software.environment)
      throw new Refused('environment-mismatch');
    return { profile, environment: software.environment, subject: { organisation, softwareId } };
  }
}
