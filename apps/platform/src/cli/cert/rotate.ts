import { Command } from 'commander';
import type { KeyKind } from '#crypto';
import { CannotStart } from '../../start/cannot-start.js';
import { type Desk, type Places, sitDown } from './desk.js';
import { activeOf, type Holding } from './holding.js';
import { install } from './install.js';
import { issueHolding } from './issue.js';
import type { PartyStore } from './party-store.js';
import { factsOf, progress, record } from './record.js';
import { collect, keyOption, makeRequest } from './request.js';
import { retire } from './retire.js';
import {
  type Selection,
  selectionOf,
  type SelectionOptions,
  withPlaces,
  withSelection,
} from './selection.js';

interface RotateOptions extends SelectionOptions, Places {
  readonly name: readonly string[];
  readonly key: KeyKind;
  readonly publishAhead: string;
  readonly overlap: string;
  readonly again?: boolean;
}

/** A rotation that was finished is not begun anew by whoever says the same once more. */
const SETTLED_MS = 86_400_000;

/** `assent cert rotate` */
export const rotateCommand = (): Command => {
  const command = new Command('rotate')
    .description(
      'Make the successor of a key: published at once, in use after a while; the former is kept until the last thing that it signed has expired. Say it again to go on.',
    )
    .option('--name <host>', 'server name, where the successor is to have others', collect, [])
    .addOption(keyOption())
    .option('--publish-ahead <seconds>', 'from publication to use; UAE asks for 10 minutes', '600')
    .option('--overlap <seconds>', 'how long what the former key signed may still be verified', '86400')
    .option('--again', 'also when the key was rotated within a day')
    .addHelpText('after', '\nExample:\n  assent cert rotate --profile Sig4 --org 6f1c… --software 2ab9…');
  return withPlaces(withSelection(command)).action(async (options: RotateOptions) => {
    const selection = selectionOf(options);
    const desk = await sitDown(options);
    const { store } = desk;
    const settled = options.again ? undefined : await settledIn(store, selection);
    if (settled) {
      const outcome = 'rotated within a day: nothing to do (--again makes another)';
      return record(command, store, 'cert rotate', { ...factsOf(settled), outcome });
    }
    const successor = await successorOf(desk, selection, options);
    const former = await formerOf(store, successor);
    const step = former ? await finish(desk, former, { successor, options }) : 'is the only one';
    return record(command, store, 'cert rotate', {
      ...factsOf(successor),
      'in use from': successor.activeFrom,
      former: former?.issued?.kid,
      'former key': former && step,
    });
  });
};

/** The key in use, when it took over within a day and the one before it is given up. */
const settledIn = async (store: PartyStore, selection: Selection): Promise<Holding | undefined> => {
  const held = await store.of(selection);
  const active = activeOf(held, new Date().toISOString());
  const former = held.find(({ keyId }) => keyId === active?.replaces);
  const recent = Date.now() - Date.parse(active?.installedAt ?? '') < SETTLED_MS;
  return former?.retiredAt && recent && held.every((each) => each.replaces !== active?.keyId)
    ? active
    : undefined;
};

/** The key that takes over: the one that is under way, the one that has taken over but not finished, or a new one. */
const successorOf = async (
  desk: Desk,
  selection: Selection,
  { name, key, publishAhead }: RotateOptions,
): Promise<Holding> => {
  const { store } = desk;
  const held = (await store.of(selection)).filter(({ retiredAt }) => !retiredAt);
  const underWay = held.find(({ replaces }) => held.some(({ keyId }) => keyId === replaces));
  if (underWay?.activeFrom) return underWay;
  const active = activeOf(held, new Date().toISOString());
  if (!active)
    throw new CannotStart(`No ${selection.profile.id} is in use here: begin with "assent cert request".`);
  const names = name.length > 0 ? name : active.serverNames;
  // Whoever was interrupted before goes on with the request that was made then.
  const waiting = held.find(({ installedAt }) => !installedAt);
  const request = waiting ?? (await makeRequest(desk, selection, { names, kind: key }));
  await store.save({ ...request, replaces: active.keyId });
  const issued = await issueHolding(desk, selection, { ...request, replaces: active.keyId });
  const from = new Date(Date.now() + secondsOf(publishAhead) * 1000).toISOString();
  return install(desk, selection, issued, from);
};

const formerOf = async (store: PartyStore, { replaces }: Holding): Promise<Holding | undefined> =>
  (await store.holdings()).find(({ keyId }) => keyId === replaces);

interface Takeover {
  readonly successor: Holding;
  readonly options: RotateOptions;
}

/** Gives the former key up once nothing depends on it; says what became of it otherwise. */
const finish = async (desk: Desk, former: Holding, { successor, options }: Takeover): Promise<string> => {
  const until = new Date(Date.parse(successor.activeFrom ?? '') + secondsOf(options.overlap) * 1000);
  if (until.getTime() > Date.now()) return `kept until ${until.toISOString()}: then say this again`;
  progress('giving the former key up');
  await retire(desk, former, 'superseded');
  return 'revoked as superseded, its private half deleted';
};

const secondsOf = (text: string): number => {
  if (!/^\d{1,8}$/.test(text)) throw new CannotStart('--publish-ahead and --overlap are seconds.');
  return Number(text);
};
