import { Command } from 'commander';
import { prepareTransport } from '#service';
import { chooseServices } from '../services.js';
import { migrateAll } from '../start/migrate-all.js';
import { withDeployment } from './deployment.js';
import { print } from './output.js';

/** `assent migrate [service…]` */
export const migrateCommand = (): Command =>
  new Command('migrate')
    .description(
      'Bring the database schemas of services up to this program, and make the topics that they publish to. Safe to run at any time, and more than once.',
    )
    .argument('[service...]', 'services to migrate; all that the mode allows unless given')
    .addHelpText(
      'after',
      '\nExample:\n  ASSENT_MODE=production ASSENT_DATABASE_URL=postgres://… assent migrate',
    )
    .action(async (names: string[], _options: object, command: Command) => {
      await withDeployment(async ({ environment, database, settings }) => {
        const chosen = chooseServices(names, environment.mode);
        await migrateAll(chosen, database.url);
        const migrated = chosen.map(({ name }) => name);
        const topics = await prepareTransport(settings, migrated);
        print(command, { migrated, topics }, () => `Up to date: ${[...migrated, ...topics].join(', ')}.`);
      });
    });
