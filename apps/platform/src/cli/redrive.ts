import { Command } from 'commander';
import { listParkedStreams, type ParkedFilter, type ParkedStream, requestRedrive } from '#messaging';
import { forEachService, withDeployment } from './deployment.js';
import { print, table } from './output.js';

interface Parked {
  readonly service: string;
  readonly parked: readonly ParkedStream[];
  /** Streams that are tried again now. */
  readonly redriven: number;
}

/** `assent redrive [consumer] [stream]` */
export const redriveCommand = (): Command =>
  new Command('redrive')
    .description(
      'Try parked events again now: streams whose next event a consumer could not handle. Order is kept.',
    )
    .argument('[consumer]', 'only this consumer')
    .argument('[stream]', 'only this stream')
    .option('--list', 'only list what is parked')
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
          forEachService(deployment, async ({ name }, sql): Promise<Parked> => {
            const parked = (await listParkedStreams(sql)).filter((each) => matches(each, filter));
            return { service: name, parked, redriven: list ? 0 : await requestRedrive(sql, filter) };
          }),
        );
        print(command, found, () => words(found, list));
      },
    );

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
      each.since,
      each.error,
    ]),
  );
  if (rows.length === 0) return 'Nothing is parked.';
  const header = ['service', 'consumer', 'stream', 'events', 'since', 'error'];
  return list
    ? table(header, rows)
    : `${table(header, rows)}\n\nThe services that run try these streams again now.`;
};
