import { Command, InvalidArgumentError } from 'commander';
import { withDatabase } from '#event-sourcing';
import { republish } from '#messaging';
import { kafkaOf } from '#service';
import { CannotStart } from '../start/cannot-start.js';
import { serviceNamed, withDeployment } from './deployment.js';
import { print } from './output.js';

/** `assent republish <service>` */
export const republishCommand = (): Command =>
  new Command('republish')
    .description(
      'Put the public events of a service on its Kafka topic again, or on another one. Readers leave out what they know.',
    )
    .argument('<service>', 'whose events')
    .option('--from <position>', 'those after this position of its log', parsePosition, 0)
    .option('--topic <name>', 'a topic to make and to follow from now on; that of the service unless given')
    .addHelpText(
      'after',
      '\nExamples:\n  assent republish intents --from 120000\n  assent republish intents --topic assent.intents.v2',
    )
    .action(async (service: string, { from, topic }: { from: number; topic?: string }, command: Command) => {
      const to = await withDeployment((deployment) => {
        const { settings, database } = deployment;
        if (settings.transport !== 'kafka')
          throw new CannotStart('Events are not published: ASSENT_TRANSPORT is not kafka.');
        const { log } = serviceNamed(deployment, service);
        return withDatabase(log, database, (sql) =>
          republish(kafkaOf(settings), sql, { from, ...(topic !== undefined && { topic }) }),
        );
      });
      print(
        command,
        { service, topic: to, from },
        () => `The processes of ${service} that run put its events after ${from} on ${to}.`,
      );
    });

const parsePosition = (text: string): number => {
  const position = Number(text);
  if (/^\d{1,15}$/.test(text)) return position;
  throw new InvalidArgumentError('a position is a whole number.');
};
