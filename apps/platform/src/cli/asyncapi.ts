import { Command } from 'commander';
import { asyncApiDocument } from '#contracts';

/** `assent asyncapi` */
export const asyncApiCommand = (): Command =>
  new Command('asyncapi')
    .description('Print the AsyncAPI document of the events that services tell each other.')
    .action(() => {
      process.stdout.write(asyncApiText());
    });

/** As docs/asyncapi.json has it. */
export const asyncApiText = (): string => `${JSON.stringify(asyncApiDocument(), null, 2)}\n`;
