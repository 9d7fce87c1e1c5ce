import { Command } from 'commander';
import { publicationSchemas } from '#contracts';
import { type Database, PostgresEventStore, SystemClock, withDatabase } from '#event-sourcing';
import {
  listClients,
  type ListedClient,
  ReinstateClient,
  ReinstateClientHandler,
  registrationService,
  SuspendClient,
  SuspendClientHandler,
} from '../../../registration/src/index.js';
import { CannotStart } from '../start/cannot-start.js';
import { byOperator } from './by-operator.js';
import { type Deployment, withDeployment } from './deployment.js';
import { print, table } from './output.js';

const operator = { kind: 'operator', id: 'operator' } as const;

/** `assent clients list|suspend|reinstate` */
export const clientsCommand = (): Command => {
  const clients = new Command('clients').description('The clients that are registered, and their standing.');
  clients
    .command('list')
    .description('List clients, and what suspended ones are suspended for.')
    .option('--suspended', 'only those that are suspended')
    .action(async ({ suspended = false }: { suspended?: boolean }, command: Command) => {
      await withDeployment((deployment) =>
        inRegistration(deployment, async (sql) =>
          show(command, await listClients(sql, suspended ? 'suspended' : undefined)),
        ),
      );
    });
  clients.addCommand(suspendCommand());
  clients.addCommand(reinstateCommand());
  return clients;
};

const suspendCommand = (): Command =>
  new Command('suspend')
    .description(
      'Suspend a client until an operator reinstates it: it gets no tokens, its tokens are refused everywhere within a second, and its listeners are told.',
    )
    .argument('<client_id>')
    .requiredOption('--reason <reason>', 'why, in small letters and hyphens, such as key-compromised')
    .addHelpText(
      'after',
      '\nExample:\n  assent clients suspend FMg2YLQzuUfZJ8yV3o0aTQ --reason key-compromised',
    )
    .action(async (clientId: string, { reason }: { reason: string }, command: Command) => {
      if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(reason) || reason.length > 100)
        throw new CannotStart(
          'The reason is written in small letters, digits and hyphens, as key-compromised.',
        );
      await withDeployment((deployment) =>
        inRegistration(deployment, async (sql) => {
          const suspend = new SuspendClient(byOperator(), clientId, { ...operator, reason });
          show(command, [
            standing(await new SuspendClientHandler(storeOf(deployment, sql)).execute(suspend)),
          ]);
        }),
      );
    });

const reinstateCommand = (): Command =>
  new Command('reinstate')
    .description(
      "End an operator's suspension. A client that is suspended for what its registration rests on as well stays so, until that is good again or it brings something better.",
    )
    .argument('<client_id>')
    .action(async (clientId: string, _options: object, command: Command) => {
      await withDeployment((deployment) =>
        inRegistration(deployment, async (sql) => {
          const reinstate = new ReinstateClient(byOperator(), clientId, operator);
          show(command, [
            standing(await new ReinstateClientHandler(storeOf(deployment, sql)).execute(reinstate)),
          ]);
        }),
      );
    });

const inRegistration = <T>({ database }: Deployment, work: (sql: Database) => Promise<T>): Promise<T> =>
  withDatabase(registrationService.log, database, work);

const storeOf = ({ keyOf }: Deployment, database: Database): PostgresEventStore =>
  new PostgresEventStore({
    database,
    clock: new SystemClock(),
    keys: keyOf(registrationService.name),
    schemas: publicationSchemas,
  });

type Changed = Awaited<ReturnType<SuspendClientHandler['execute']>>;

const standing = ({ clientId, status, client, suspension }: Changed): ListedClient => ({
  clientId,
  status,
  clientName: client.clientName,
  organisation: client.organisation,
  ...(suspension && { suspension }),
});

const show = (command: Command, clients: readonly ListedClient[]): void =>
  print(command, clients, () => {
    if (clients.length === 0) return 'There are none.';
    const rows = clients.map(({ clientId, status, clientName, organisation, suspension }) => {
      const why = (suspension?.causes ?? []).map(({ kind, id, reason }) => `${reason} (${kind} ${id})`);
      return [clientId, status, organisation.lei, `${clientName}, ${organisation.name}`, why.join('; ')];
    });
    return table(['client', 'status', 'lei', 'name', 'suspended for'], rows);
  });
