import { kinds } from '../client/ledger.js';
import type { Load } from '../client/load.js';
import { countIntents, countQuotes, countUses } from './count-effects.js';
import { Databases, type ServiceName, services } from './databases.js';
import { findAgain } from './find-again.js';
import { type Finding, type Owed, together } from './findings.js';
import { checkNotifications } from './notifications.js';
import { compareWithAudit } from './public-events.js';
import { type Backlog, settle } from './settle.js';

/** The platform as it is judged: its command line, and its databases to look into. */
export interface Judged {
  run(...words: string[]): Promise<{ readonly code: number; readonly output: string }>;
  databaseUrl(service: ServiceName): string;
}

export interface Row {
  readonly kind: Owed;
  readonly acknowledged: number;
  readonly unknown: number;
  readonly lost: number;
  readonly doubled: number;
  /** Milliseconds; undefined for what no client waits for. */
  readonly longestUnavailability?: number;
}

/** What is left of a platform that was broken on purpose. */
export interface Verdict {
  readonly rows: readonly Row[];
  readonly lost: readonly Finding[];
  readonly doubled: readonly Finding[];
  readonly left: Backlog;
  readonly publicEvents: number;
  readonly notificationsAgain: number;
  readonly replay: { readonly code: number; readonly output: string };
  readonly walks: number;
  readonly unfinished: number;
  readonly surprises: readonly string[];
  readonly connectionErrors: number;
  readonly unavailable: number;
  readonly withoutRetryAfter: number;
}

/** Milliseconds in which at least something must have had its consequences, until everything has. */
const SETTLING = 60_000;

/** Judges a platform on which a load has finished: nothing is broken any more, so everything has to be there, once. */
export const judge = async (load: Load, judged: Judged): Promise<Verdict> => {
  const databases = new Databases((service) => judged.databaseUrl(service));
  try {
    const left = await settle(databases, SETTLING);
    return await compare(load, judged, { databases, left });
  } finally {
    await databases.close();
  }
};

const compare = async (
  load: Load,
  judged: Judged,
  { databases, left }: { readonly databases: Databases; readonly left: Backlog },
): Promise<Verdict> => {
  const { ledger, buyers } = load;
  const lost = await findAgain(buyers, ledger.acknowledged);
  const notifications = await checkNotifications(load, databases);
  const uses = await countUses(load, databases);
  const all = together([
    { lost, doubled: [] },
    notifications,
    uses,
    await countIntents(load),
    await countQuotes(buyers),
  ]);
  const { connectionErrors, unavailable, withoutRetryAfter, surprises } = ledger;
  return {
    rows: rowsOf(load, all, notifications.owed),
    ...all,
    left,
    publicEvents: (await compareWithAudit(databases)).events,
    notificationsAgain: notifications.again,
    replay: await judged.run('replay', '--verify', ...services),
    walks: load.walks,
    unfinished: load.unfinished,
    connectionErrors,
    unavailable,
    withoutRetryAfter,
    surprises,
  };
};

const rowsOf = (
  { ledger }: Load,
  { lost, doubled }: { readonly lost: readonly Finding[]; readonly doubled: readonly Finding[] },
  owed: number,
): readonly Row[] => {
  const count = (list: readonly { readonly kind: string }[], kind: string): number =>
    list.filter((one) => one.kind === kind).length;
  const asked = kinds.map((kind) => ({
    kind,
    acknowledged: count(ledger.acknowledged, kind),
    unknown: count(ledger.unknown, kind),
    lost: count(lost, kind),
    doubled: count(doubled, kind),
    longestUnavailability: ledger.availability.longestOf(kind),
  }));
  const told = { acknowledged: owed, unknown: 0, lost: count(lost, 'notification') };
  return [...asked, { kind: 'notification', ...told, doubled: count(doubled, 'notification') }];
};

/** Why a verdict is not good, in words; empty when it is. */
export const faultsOf = (verdict: Verdict): readonly string[] => {
  const { lost, doubled, left, replay, unfinished, surprises, withoutRetryAfter } = verdict;
  return [
    ...lost.map(({ kind, what }) => `lost ${kind}: ${what}`),
    ...doubled.map(({ kind, what }) => `doubled ${kind}: ${what}`),
    ...Object.entries(left).flatMap(([what, count]) => (count > 0 ? [`left ${what}: ${count}`] : [])),
    ...(replay.code === 0 ? [] : [`replay --verify ended with ${replay.code}: ${replay.output}`]),
    ...(unfinished > 0 ? [`${unfinished} flows could not be finished`] : []),
    ...surprises.map((what) => `answered wrongly: ${what}`),
    ...(withoutRetryAfter > 0 ? [`${withoutRetryAfter} answers 503 had no Retry-After`] : []),
  ];
};
