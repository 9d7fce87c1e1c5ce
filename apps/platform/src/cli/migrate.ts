import { Command } from 'commander';
import { prepareTransport } from '#service';
import { migrateAll } from '../start/migrate-all.js';
import { withDeployment } from './deployment.js';
import { print } from './output.js';

/** `assent migrate` */
export const migrateCommand = (): Command =>
  new Command('migrate')
    .description(
      'Bring the database schemas of all services up to this program, and make the topics that they publish to. Safe to run at any time, and more than once.',
    )
    .addHelpText(
      'after',
      '\nExample:\n  ASSENT_MODE=production ASSENT_DATABASE_URL=postgres://… assent migrate',
    )
    .action(async (_options: object, command: Command) => {
      await withDeployment(async ({ services, database, settings }) => {
        await migrateAll(services, database.url);
        const migrated = services.map(({ name }) => name);
        const topics = await prepareTransport(settings, migrated);
        print(command, { migrated, topics }, () => `Up to date: ${[...migrated, ...topics].join(', ')}.`);
      });
    });
