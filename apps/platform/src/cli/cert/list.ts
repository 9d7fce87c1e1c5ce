import { Command, Option } from 'commander';
import { environments } from '../../../../directory/src/index.js';
import { print, table } from '../output.js';
import { type Places, sitDown } from './desk.js';
import { type Holding, stateOf } from './holding.js';
import { withPlaces } from './selection.js';

interface ListOptions extends Places {
  readonly org: string;
  readonly env?: string;
  readonly days?: string;
}

interface Listed {
  readonly certificateId: string;
  readonly profile: string;
  readonly environment: string;
  readonly softwareId?: string;
  readonly status: string;
  readonly expired: boolean;
  readonly daysLeft: number;
}

const withOrganisation = (command: Command): Command =>
  withPlaces(
    command
      .requiredOption('--org <id>', 'id of the organisation')
      .addOption(new Option('--env <environment>', 'only this one').choices([...environments])),
  );

/** `assent cert list` */
export const listCommand = (): Command => {
  const command = new Command('list').description(
    'List the certificates of an organisation, and which of their keys this store has.',
  );
  return withOrganisation(command).action((options: ListOptions) => show(command, options));
};

/** `assent cert expiring` */
export const expiringCommand = (): Command => {
  const command = new Command('expiring')
    .description('List the certificates of an organisation that end soon.')
    .option('--days <number>', 'within so many days', '30')
    .addHelpText('after', '\nExample:\n  assent cert expiring --org 6f1c… --days 7');
  return withOrganisation(command).action((options: ListOptions) => show(command, options));
};

const show = async (command: Command, options: ListOptions): Promise<void> => {
  const { org, env, days } = options;
  const { store, access } = await sitDown(options);
  const filter = new URLSearchParams({
    ...(env !== undefined && { environment: env }),
    ...(days !== undefined && { expiresWithinDays: days }),
  });
  const path = `/organisations/${encodeURIComponent(org)}/certificates?${filter.toString()}`;
  const { certificates } = await access.get<{ certificates: readonly Listed[] }>(path);
  const held = await store.holdings();
  const listed = certificates.map((each) => ({ ...each, here: hereOf(each, held) }));
  print(command, listed, () => inWords(listed));
};

const hereOf = ({ certificateId }: Listed, held: readonly Holding[]): string => {
  const own = held.find(({ issued }) => issued?.certificateId === certificateId);
  if (!own) return '';
  const among = held.filter(
    ({ profile, environment, organisationId, softwareId }) =>
      profile === own.profile &&
      environment === own.environment &&
      organisationId === own.organisationId &&
      softwareId === own.softwareId,
  );
  return stateOf(own, among, new Date().toISOString());
};

const inWords = (listed: readonly (Listed & { readonly here: string })[]): string => {
  if (listed.length === 0) return 'None.';
  const rows = listed.map((each) => [
    each.profile,
    each.environment,
    each.expired ? 'expired' : each.status,
    String(each.daysLeft),
    each.here,
    each.softwareId ?? '',
    each.certificateId,
  ]);
  return table(
    ['profile', 'environment', 'status', 'days left', 'key here', 'software', 'certificate'],
    rows,
  );
};
