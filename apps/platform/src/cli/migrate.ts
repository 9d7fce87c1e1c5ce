import { Command } from 'commander';
import { migrateAll } from '../start/migrate-all.js';
import { withDeployment } from './deployment.js';
import { print } from './output.js';

/** `assent migrate` */
export const migrateCommand = (): Command =>
  new Command('migrate')
    .description(
      'Bring the database schemas of all services up to this program. Safe to run at any time, and more than once.',
    )
    .addHelpText(
      'after',
      '\nExample:\n  ASSENT_MODE=production ASSENT_DATABASE_URL=postgres://… assent migrate',
    )
    .action(async (_options: object, command: Command) => {
      await withDeployment(async ({ services, database }) => {
        await migrateAll(services, database.url);
        const migrated = services.map(({ name }) => name);
        print(command, { migrated }, () => `Up to date: ${migrated.join(', ')}.`);
      });
    });
