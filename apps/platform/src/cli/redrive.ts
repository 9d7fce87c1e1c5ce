import { Command } from 'commander';
import type { Database } from '#event-sourcing';
import { listParkedStreams, type ParkedFilter, type ParkedStream, requestRedrive } from '#messaging';
import { forEachService, withDeployment } from './deployment.js';
import { deadLetters, deliveries, redeliver } from './dead-letters.js';
import { print, table } from './output.js';

/** A stream, or a notification, that waits for another try. */
export type Waiting = Pick<ParkedStream, 'consumer' | 'stream' | 'messages' | 'error'> & { since?: string };

interface Parked {
  readonly service: string;
  readonly parked: readonly Waiting[];
  /** How many of them are tried again now. */
  readonly redriven: number;
}

/** `assent redrive [consumer] [stream]` */
export const redriveCommand = (): Command =>
  new Command('redrive')
    .description(
      'Try parked events again now, whose streams wait for a consumer that could not handle them, and notifications that were given up. Order is kept.',
    )
    .argument('[consumer]', `only this consumer; "${deliveries}" for notifications`)
    .argument('[stream]', 'only this stream')
    .option('--list', 'only list what waits')
    .addHelpText(
      'after',
      '\nExamples:\n  assent redrive --list\n  assent redrive authorization.consent-decided intent-urn:assent:intent:…',
    )
    .action(
      async (consumer: string | undefined, stream: string | undefined, options: object, command: Command) => {
        const { list = false } = options as { list?: boolean };
        const filter = {
          ...(consumer !== undefined && { consumer }),
          ...(stream !== undefined && { stream }),
        };
        const found = await withDeployment((deployment) =>
          forEachService(deployment, (_service, sql) => redrive(sql, filter, list)),
        );
        print(command, found, () => words(found, list));
      },
    );

const redrive = async (sql: Database, filter: ParkedFilter, list: boolean): Promise<Parked> => {
  const streams = (await listParkedStreams(sql)).filter((each) => matches(each, filter));
  const parked = [...streams, ...(await deadLetters(sql, filter))];
  const redriven = list ? 0 : (await requestRedrive(sql, filter)) + (await redeliver(sql, filter));
  return { service: sql.service, parked, redriven };
};

const matches = (parked: ParkedStream, { consumer, stream }: ParkedFilter): boolean =>
  (consumer === undefined || parked.consumer === consumer) &&
  (stream === undefined || parked.stream === stream);

const words = (found: readonly Parked[], list: boolean): string => {
  const rows = found.flatMap(({ service, parked }) =>
    parked.map((each) => [
      service,
      each.consumer,
      each.stream,
      String(each.messages),
      each.since ?? '',
      each.error,
    ]),
  );
  if (rows.length === 0) return 'Nothing is parked.';
  const header = ['service', 'consumer', 'stream', 'events', 'since', 'error'];
  return list ? table(header, rows) : `${table(header, rows)}\n\nThe services that run try these again now.`;
};
