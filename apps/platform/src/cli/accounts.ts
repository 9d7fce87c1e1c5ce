import { text } from 'node:stream/consumers';
import { Command } from 'commander';
import type { KeyEncryptionKey } from '#crypto';
import { publicationSchemas } from '#contracts';
import { type Database, PostgresEventStore, Refused, SystemClock, withDatabase } from '#event-sourcing';
import { DeploymentSettings } from '#service';
import {
  AccountIds,
  authorizationService,
  CreateAccount,
  CreateAccountHandler,
} from '../../../authorization/src/index.js';
import { CannotStart } from '../start/cannot-start.js';
import type { SandboxPerson } from '../start/sandbox-secrets.js';
import { byOperator } from './by-operator.js';
import { type Deployment, withDeployment } from './deployment.js';
import { print } from './output.js';

/** `assent accounts add` */
export const accountsCommand = (): Command => {
  const accounts = new Command('accounts').description('The local accounts of people who sign in.');
  accounts
    .command('add')
    .description(
      'Open an account, read from standard input: a password has no place among arguments, which every process can see.',
    )
    .option('--if-missing', 'leave an account of this name as it is')
    .addHelpText(
      'after',
      `\nExample:\n  echo '{"username":"ada","password":"…","totpSecret":"(base32)"}' | assent accounts add`,
    )
    .action(async ({ ifMissing = false }: { ifMissing?: boolean }, command: Command) => {
      const account = await read();
      await withDeployment((deployment) => add(deployment, account)).catch((error: unknown) => {
        if (!(ifMissing && error instanceof Refused && error.reason === 'account-exists')) throw error;
      });
      print(command, { open: account.username }, () => `The account of ${account.username} is open.`);
    });
  return accounts;
};

type Account = Omit<SandboxPerson, 'totpSecret'> & Partial<SandboxPerson>;

const read = async (): Promise<Account> => {
  const value = parsed(await text(process.stdin)) as Partial<Account> | null | undefined;
  const { username, password, totpSecret } = value ?? {};
  const texts = [username, password, totpSecret ?? ''].every((each) => typeof each === 'string');
  if (texts && username && password)
    return { username, password, ...(totpSecret !== undefined && { totpSecret }) };
  throw new CannotStart('Standard input must be JSON with username, password and, if wanted, totpSecret.');
};

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
};

const add = ({ settings, environment, database, keyOf }: Deployment, account: Account): Promise<void> =>
  withDatabase(authorizationService.log, database, async (sql) => {
    const ids = new AccountIds(new DeploymentSettings(environment.mode, settings));
    const handler = new CreateAccountHandler(storeOf(sql, keyOf(authorizationService.name)), ids);
    await handler.execute(new CreateAccount(account, byOperator()));
  });

const storeOf = (database: Database, keys: KeyEncryptionKey): PostgresEventStore =>
  new PostgresEventStore({
    database,
    clock: new SystemClock(),
    keys,
    schemas: publicationSchemas,
  });
