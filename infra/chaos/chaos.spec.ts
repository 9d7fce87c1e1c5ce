import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noKafka } from '#testing';
import type { Arena, Scenario } from './arena.js';
import { breakIt, judgeIt } from './break-it.js';
import { Random } from './random.js';
import { disorderAndSkew } from './scenarios/disorder.js';
import { breakKafka } from './scenarios/kafka.js';
import { killServices } from './scenarios/kill-services.js';
import { poison } from './scenarios/poison.js';
import { breakPostgres } from './scenarios/postgres.js';
import { revocation } from './scenarios/revocation.js';
import { pauseSequencers } from './scenarios/sequencers.js';
import { startArena } from './start-arena.js';
import { findAgain } from './verdict/find-again.js';
import { compareWithAudit } from './verdict/public-events.js';
import { tableOf } from './verdict/table.js';
import { faultsOf } from './verdict/verdict.js';

/** Another seed, or as many rounds as one likes: `npm run chaos`. */
const seed = Number(process.env['CHAOS_SEED'] ?? 4);
const withoutKafka = noKafka();
if (withoutKafka) process.stderr.write(`skipped: the platform without Kafka for a while: ${withoutKafka}\n`);

const round = (scenario: Scenario, rounds = 1) => ({ name: scenario.name, scenario, rounds });
const plan = [
  round(killServices),
  ...(withoutKafka ? [] : [round(breakKafka)]),
  round(breakPostgres, 3),
  round(poison),
  round(pauseSequencers),
  round(disorderAndSkew),
  round(revocation),
];

// CHAOS_STORY=1 tells what happens while it happens; a failure tells it afterwards in any case.
const tellAlso = (story: string[], line: string): void => {
  story.push(line);
  if (process.env['CHAOS_STORY']) process.stderr.write(`${line}\n`);
};

describe(`a fleet in use that is broken on purpose (seed ${seed})`, () => {
  let folder: string;
  let arena: Awaited<ReturnType<typeof startArena>>;
  const story: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assent-chaos-'));
    arena = await startArena({
      folder,
      transport: withoutKafka ? 'log' : 'kafka',
      replicas: { intents: 2, quotes: 2 },
      buyers: 1,
      random: new Random(seed),
      outage: 2,
      tell: (line) => tellAlso(story, `${new Date().toISOString()} ${line}`),
    });
  }, 300_000);
  afterAll(async () => {
    await arena?.close();
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  it.each(plan)(
    'goes on: $name',
    async ({ scenario, rounds }) => {
      expect((await breakIt(arena satisfies Arena, scenario, rounds)).faults).toEqual([]);
    },
    240_000,
  );

  it('has lost nothing that was acknowledged, done nothing twice, and finishes every flow', async () => {
    const verdict = await judgeIt(arena);
    const faults = faultsOf(verdict);
    if (faults.length > 0) process.stderr.write(`${story.join('\n')}\n${tableOf(verdict)}\n`);
    expect(faults).toEqual([]);
    expect(verdict.walks).toBeGreaterThan(0);
  }, 240_000);

  it('would be found out if something acknowledged were gone', async () => {
    const { buyers, ledger } = arena.load;
    const invented = { ...ledger.of('intent')[0]!, id: 'urn:assent:intent:never-was' };
    expect(await findAgain(buyers, [invented])).toMatchObject([{ kind: 'intent' }]);
    const [gone] = await arena.databases.rows<{ id: string }>(
      'audit',
      'delete from entry where id = (select id from entry limit 1) returning id',
    );
    expect((await compareWithAudit(arena.databases)).missing).toEqual([gone!.id]);
  }, 60_000);
});
