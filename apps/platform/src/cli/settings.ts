import { Command } from 'commander';
import { type SettingRow, settingsTable } from '#service';
import { services } from '../services.js';
import { print } from './output.js';

/** `assent settings` */
export const settingsCommand = (): Command =>
  new Command('settings')
    .description('List every environment variable that the services read, with its defaults.')
    .option('--markdown', 'as the table in docs/operations.md')
    .action(({ markdown }: { markdown?: boolean }, command: Command) => {
      const rows = settingsTable(services);
      print(command, rows, () => (markdown ? markdownTable(rows) : words(rows)));
    });

const words = (rows: readonly SettingRow[]): string =>
  rows
    .map(({ env, service, doc, sandbox, production, secret }) => {
      const marks = [service, ...(secret ? ['secret'] : [])].join(', ');
      return `${env}  (${marks})\n    ${doc}\n    sandbox: ${sandbox}; production: ${production}`;
    })
    .join('\n\n');

/** The settings table of docs/operations.md. */
export const markdownTable = (rows: readonly SettingRow[]): string =>
  [
    '| Variable | Service | Meaning | Sandbox | Production |',
    '| --- | --- | --- | --- | --- |',
    ...rows.map(
      ({ env, service, doc, sandbox, production, secret }) =>
        `| \`${env}\` | ${service} | ${cell(doc)}${secret ? ' **Secret.**' : ''} | ${cell(sandbox)} | ${cell(production)} |`,
    ),
  ].join('\n');

const cell = (text: string): string => text.replaceAll('|', '\\|');
