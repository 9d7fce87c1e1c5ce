import { Command } from 'commander';
import { type Difference, type Verification, verifyService } from '#event-sourcing';
import { forEachService, serviceNamed, withDeployment } from './deployment.js';
import { print, table } from './output.js';

interface Found {
  readonly verified: readonly Verification[];
  readonly differences: readonly Difference[];
}

/** `assent replay --verify [service…]`: exit code 1 when anything differs. */
export const replayCommand = (): Command =>
  new Command('replay')
    .description(
      'Fold every stream of every service again from its events, and compare with the state, the chain and the positions that are stored. Changes nothing.',
    )
    .argument('[service...]', 'services to verify; all unless given')
    .requiredOption('--verify', 'compare, and name each difference')
    .addHelpText(
      'after',
      '\nExamples:\n  assent replay --verify\n  assent replay --verify intents tokens\n  assent --json replay --verify | jq .differences',
    )
    .action(async (names: string[], _options: object, command: Command) => {
      const found = await withDeployment(async (deployment): Promise<Found> => {
        const differences: Difference[] = [];
        const onDifference = (difference: Difference): number => differences.push(difference);
        const chosen = names.map((name) => serviceNamed(deployment, name));
        const services = chosen.length > 0 ? chosen : deployment.services;
        const verified = await forEachService({ ...deployment, services }, ({ log }, sql) =>
          verifyService(log, sql, { onDifference }),
        );
        return { verified, differences };
      });
      print(command, found, () => words(found));
      if (found.differences.length > 0) process.exitCode = 1;
    });

const words = ({ verified, differences }: Found): string => {
  const rows = verified.map(({ service, streams, events, differences: count }) =>
    [service, streams, events, count].map(String),
  );
  const summary = table(['service', 'streams', 'events', 'differences'], rows);
  const named = differences.map(({ service, stream, version, problem, what }) => {
    const where = [service, stream, version === null ? null : `version ${version}`].filter(
      (part) => part !== null,
    );
    return `${where.join(', ')}: ${problem}. ${what}`;
  });
  return named.length === 0
    ? `${summary}\n\nEverything is as its events say.`
    : `${summary}\n\n${named.join('\n')}`;
};
