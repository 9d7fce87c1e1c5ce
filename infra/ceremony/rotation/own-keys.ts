import { setTimeout as pause } from 'node:timers/promises';
import { type Hub, times } from '../hub/hub.js';
import type { CertifiedLoad } from '../load/certified-load.js';
import type { Rotated } from './table.js';

/** A key of a service, as `assent keys` lists it. */
interface Listed {
  readonly kid: string;
  readonly alg: string;
  readonly use: 'pending' | 'active' | 'retired' | 'expired';
  readonly publishedAt: string;
  readonly activeFrom: string;
  readonly publishedUntil?: string;
}

interface ServiceKeys {
  readonly service: string;
  readonly keys: readonly Listed[];
}

const services = ['authorization', 'tokens', 'notifications'] as const;

/** Rotates the keys of the platform's own services, and waits until those for signatures are no longer published. */
export const rotateOwnKeys = async (hub: Hub, load: CertifiedLoad): Promise<readonly Rotated[]> => {
  const from = { done: load.done, failed: load.failures.length };
  const made: ServiceKeys[] = [];
  for (const service of services)
    made.push(...(await hub.operates<ServiceKeys[]>('keys', 'rotate', service)));
  const successors = made.flatMap(({ service, keys }) =>
    keys.filter(({ use }) => use === 'pending').map((key) => ({ service, key, former: formerOf(key, keys) })),
  );
  await pause((times.keyPublication + times.tokens + 10) * 1000);
  const gone = await publishedKids(hub);
  const counts = { requests: load.done - from.done, failed: load.failures.length - from.failed };
  return successors.map(({ service, key, former }) => {
    const { kid } = former;
    const retired = Date.parse(former.publishedUntil ?? '');
    if (!key.alg.endsWith('(enc)') && gone.has(kid))
      throw new Error(`${kid} of ${service} is still published`);
    return {
      id: `${service} ${key.alg}`,
      former: kid,
      kid: key.kid,
      published: Date.parse(key.publishedAt),
      used: load.sightings.of('own', key.kid)?.first,
      formerLast: load.sightings.of('own', kid)?.last,
      retired,
      ...counts,
    };
  });
};

const formerOf = ({ alg }: Listed, keys: readonly Listed[]): Listed =>
  keys.find((each) => each.alg === alg && each.use === 'active')!;

const publishedKids = async (hub: Hub): Promise<ReadonlySet<string>> => {
  const listed: ServiceKeys[] = [];
  for (const service of services)
    listed.push(...(await hub.operates<ServiceKeys[]>('keys', 'list', service)));
  const published = listed.flatMap(({ keys }) => keys).filter(({ use }) => use !== 'expired');
  return new Set(published.map(({ kid }) => kid));
};
