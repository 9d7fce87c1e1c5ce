import { setTimeout as pause } from 'node:timers/promises';
import { type Hub, times } from '../hub/hub.js';
import type { CertifiedLoad } from '../load/certified-load.js';
import type { Cast } from '../people/cast.js';
import type { Profile } from '../people/profiles.js';
import { rotateOwnKeys } from './own-keys.js';
import { rotationTable, type Rotated } from './table.js';

/** Seconds: from publication to use of a key, and from there until its predecessor is given up. */
const AHEAD = times.keySets + 5;
const OVERLAP = times.keySets + 15;
/** Of a key that others encrypt to, which they may do from publication on; its predecessor is kept as long as they have a copy. */
const ENCRYPTION_AHEAD = 0;

/** Rotates every certificate and key of the topology, and those of the platform itself, while all are in use; answers what went wrong. */
export const rotateAll = async (cast: Cast, hub: Hub, load: CertifiedLoad): Promise<readonly string[]> => {
  const { tell } = cast.scene;
  const before = { done: load.done, walks: load.walks, failed: load.failures.length };
  const [own, ...ofTopology] = await Promise.all([
    rotateOwnKeys(hub, load),
    ...cast.profiles.map((profile) => rotate(cast, load, profile)),
  ]);
  const failures = load.failures.slice(before.failed);
  tell(`${cast.env}: every key was rotated\n${rotationTable([...ofTopology, ...own])}`);
  tell(
    `${cast.env}: ${load.done - before.done} requests and messages, ${load.walks - before.walks} whole walks, ${failures.length} failed`,
  );
  // Of the platform's own keys some are for algorithms that no client of the ceremony registered.
  const wanted = [...ofTopology, ...own.filter(({ formerLast }) => formerLast !== undefined)];
  const unused = wanted.filter(({ used }) => used === undefined).map(({ id }) => id);
  return [...failures, ...unused.map((id) => `the successor of ${id} was not seen in use`)];
};

const rotate = async (cast: Cast, load: CertifiedLoad, profile: Profile): Promise<Rotated> => {
  const { id, use } = profile;
  const ahead = use === 'encryption' ? ENCRYPTION_AHEAD : AHEAD;
  const words = [...cast.selection(profile), '--key', 'p-256', '--publish-ahead', String(ahead)];
  const overlap = ['--overlap', String(OVERLAP)];
  const from = { done: load.done, failed: load.failures.length };
  const holder = cast.holder(profile);
  const record = await holder.does('rotate', ...words, ...overlap, '--again');
  const published = Date.parse(record['at']!);
  const active = Date.parse(record['in use from']!);
  await until(active);
  if (use === 'server-transport' || id === 'Sig2') await cast.export(id);
  await until(active + OVERLAP * 1000 + 500);
  const over = await holder.does('rotate', ...words, ...overlap);
  const retired = Date.parse(over['at']!);
  // What is still under way by then, or in somebody's copy, shows itself in this time.
  await pause(times.keySets * 1000);
  return {
    id,
    former: record['former']!,
    kid: record['kid']!,
    published,
    used: load.sightings.of(id, record['kid']!)?.first,
    formerLast: load.sightings.of(id, record['former']!)?.last,
    retired,
    requests: load.done - from.done,
    failed: load.failures.length - from.failed,
  };
};

const until = (moment: number): Promise<void> => pause(Math.max(0, moment - Date.now()));
