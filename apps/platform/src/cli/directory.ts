import { Command, Option } from 'commander';
import { environments } from '../../../directory/src/index.js';
import { CannotStart } from '../start/cannot-start.js';
import { directoryAccess } from './cert/directory-access.js';
import { print } from './output.js';

interface Place {
  readonly directory?: string;
}

interface OrganisationOptions extends Place {
  readonly name: string;
  readonly lei: string;
  readonly country?: string;
}

interface SoftwareOptions extends Place {
  readonly org: string;
  readonly name: string;
  readonly env: string;
  readonly role: readonly string[];
  readonly redirectUri: readonly string[];
  readonly uri: string;
}

interface StatementOptions extends Place {
  readonly org: string;
  readonly software: string;
}

interface RevokeOptions extends StatementOptions {
  readonly reason: string;
  readonly yes?: boolean;
}

/** `assent directory …`: what has to be there before any certificate. */
export const directoryCommand = (): Command => {
  const directory = new Command('directory').description(
    'Members of the trust framework and their software.',
  );
  const commands = [organisation(), software(), statement(), revokeStatement()];
  for (const command of commands) directory.addCommand(command);
  return directory;
};

const withPlace = (command: Command): Command =>
  command.option('--directory <url>', 'origin of the directory; the running sandbox unless given');

const organisation = (): Command => {
  const command = new Command('organisation')
    .description('Enrol a legal entity; the same again is the same member.')
    .requiredOption('--name <legal name>', 'legal name')
    .requiredOption('--lei <identifier>', 'ISO 17442')
    .option('--country <code>', 'ISO 3166-1 alpha-2, for the names of its certificates')
    .addHelpText(
      'after',
      '\nExample:\n  assent directory organisation --name "Meridian Ltd" --lei 969500MERIDIANCLD082 --country AE',
    );
  return withPlace(command).action(
    async ({ name: legalName, lei, country, ...place }: OrganisationOptions) => {
      const access = await directoryAccess(place.directory);
      const body = { legalName, lei, ...(country !== undefined && { country }) };
      const member = await access.send<{ organisationId: string }>('POST', '/organisations', body);
      print(command, member, () => `${legalName} is organisation ${member.organisationId}.`);
    },
  );
};

const several = (value: string, before: readonly string[]): readonly string[] => [...before, value];

const software = (): Command => {
  const command = new Command('software')
    .description('Enrol software of an organisation; the same again is the same software.')
    .requiredOption('--org <id>', 'id of the organisation')
    .requiredOption('--name <name>', 'name, unique in organisation and environment')
    .addOption(
      new Option('--env <environment>', 'where it is used').choices([...environments]).default('sandbox'),
    )
    .option('--role <role>', 'what it may be, such as BUYER; several times for several', several, [])
    .option('--redirect-uri <uri>', 'where answers go; several times for several', several, [])
    .option('--uri <uri>', 'its home page', 'http://localhost/')
    .addHelpText(
      'after',
      '\nExample:\n  assent directory software --org 6f1c… --name C3-hh-cm-client --role SELLER',
    );
  return withPlace(command).action(async (options: SoftwareOptions) => {
    const { org, name, env, role, redirectUri, uri } = options;
    const access = await directoryAccess(options.directory);
    const enrolled = await access.send<{ softwareId: string }>(
      'POST',
      `/organisations/${encodeURIComponent(org)}/software`,
      {
        name,
        description: '',
        version: '1.0.0',
        uri,
        environment: env,
        roles: role.length > 0 ? role : ['BUYER'],
        redirectUris: redirectUri.length > 0 ? redirectUri : [uri],
      },
    );
    print(command, enrolled, () => `${name} is software ${enrolled.softwareId} in ${env}.`);
  });
};

const statement = (): Command => {
  const command = new Command('statement')
    .description('Have a software statement (SSA, RFC 7591 §2.3) issued; it registers once.')
    .requiredOption('--org <id>', 'id of the organisation')
    .requiredOption('--software <id>', 'id of the software');
  return withPlace(command).action(async (options: StatementOptions) => {
    const access = await directoryAccess(options.directory);
    const path = `${pathOf(options)}/software-statement`;
    const answer = await access.send<{ software_statement: string }>('POST', path, {});
    print(command, answer, () => answer.software_statement);
  });
};

const revokeStatement = (): Command => {
  const command = new Command('revoke-statement')
    .description(
      'Take a software statement back, for good: clients that were registered by it are suspended.',
    )
    .argument('<jti>', 'of the statement')
    .requiredOption('--org <id>', 'id of the organisation')
    .requiredOption('--software <id>', 'id of the software')
    .requiredOption('--reason <reason>', 'kebab-case, such as issued-in-error')
    .option('--yes', 'do not ask');
  return withPlace(command).action(async (jti: string, { reason, yes, ...options }: RevokeOptions) => {
    if (!yes) throw new CannotStart('A revocation cannot be undone: repeat the command with --yes.');
    const access = await directoryAccess(options.directory);
    const path = `${pathOf(options)}/software-statements/${encodeURIComponent(jti)}/revocation`;
    await access.send('PUT', path, { reason });
    print(command, { jti, reason }, () => `The statement ${jti} is revoked.`);
  });
};

const pathOf = ({ org, software: id }: StatementOptions): string =>
  `/organisations/${encodeURIComponent(org)}/software/${encodeURIComponent(id)}`;
