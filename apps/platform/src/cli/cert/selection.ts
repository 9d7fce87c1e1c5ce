import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  type Environment,
  environments,
  type Profile,
  profileOf,
  profiles,
} from '../../../../directory/src/index.js';
import { CannotStart } from '../../start/cannot-start.js';

/** Which certificate or key of the topology is meant, and whose. */
export interface Selection {
  readonly profile: Profile;
  readonly environment: Environment;
  readonly organisationId: string;
  readonly softwareId?: string;
}

/** As the options of commands give it. */
export interface SelectionOptions {
  readonly profile: Profile;
  readonly env: Environment;
  readonly org: string;
  readonly software?: string;
}

/** Options that every ceremony has which is about one kind of certificate. */
export const withSelection = (command: Command): Command =>
  command
    .requiredOption(
      '--profile <id>',
      `${profiles.map(({ id }) => id).join(', ')}, or the name of MEF`,
      asProfile,
    )
    .addOption(
      new Option('--env <environment>', 'which environment').choices([...environments]).default('sandbox'),
    )
    .requiredOption('--org <id>', 'id of the organisation that the certificate belongs to')
    .option('--software <id>', 'id of its software, for profiles of software');

/** Options that say where directory and keys are. */
export const withPlaces = (command: Command): Command =>
  command
    .option('--directory <url>', 'origin of the directory; the running sandbox unless given')
    .option('--store <folder>', 'where keys and certificates of this party are kept (ASSENT_CERT_STORE)')
    .option('--key-file <file>', 'the key-encryption key of the store (ASSENT_CERT_KEY_FILE)');

const asProfile = (name: string): Profile => {
  const profile = profileOf(name);
  if (profile) return profile;
  throw new InvalidArgumentError(`The profiles are ${profiles.map(({ id }) => id).join(', ')}.`);
};

/** Throws `CannotStart` where software is named and must not be, or the other way round. */
export const selectionOf = ({ profile, env, org, software }: SelectionOptions): Selection => {
  const ofSoftware = profile.subject === 'software';
  if (ofSoftware && software === undefined)
    throw new CannotStart(`${profile.id} is issued for software: name it with --software.`);
  if (!ofSoftware && software !== undefined)
    throw new CannotStart(`${profile.id} is issued for the organisation: leave --software out.`);
  return {
    profile,
    environment: env,
    organisationId: org,
    ...(software !== undefined && { softwareId: software }),
  };
};

/** Where the directory has certificates of this selection. */
export const pathOf = ({
  organisationId,
  softwareId,
}: Pick<Selection, 'organisationId' | 'softwareId'>): string =>
  softwareId === undefined
    ? `/organisations/${encodeURIComponent(organisationId)}/certificates`
    : `/organisations/${encodeURIComponent(organisationId)}/software/${encodeURIComponent(softwareId)}/certificates`;
