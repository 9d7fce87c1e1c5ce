import { readFile } from 'node:fs/promises';
import type { Hub } from './hub/hub.js';
import type { Cast } from './people/cast.js';
import { greet, type Shown, shownFrom } from './people/shown.js';
import { Wallet } from './people/wallet.js';

/** One call of a pinned route, and the answer that it has to get. */
type Row = readonly [who: string, to: 'consent' | 'backOffice', shown: Shown | undefined, expected: string];

/** Calls that the other environment lends a certificate for; undefined where there is none. */
export interface Strangers {
  readonly C3: Shown;
  readonly C4: Shown;
}

/** Calls pinned routes as everybody who should be let in, and as everybody who should not; answers where it was otherwise. */
export const callPinned = async (cast: Cast, hub: Hub, strangers?: Strangers): Promise<readonly string[]> => {
  const faults: string[] = [];
  const ca = await readFile(cast.anchors, 'utf8');
  for (const [who, to, shown, expected] of await rowsOf(cast, strangers)) {
    const { status, body } = await greet(hub.origins[to], ca, shown);
    const told = status === 200 ? body['certificate'] : body['type']?.replace('urn:assent:problem:', '');
    const line = `${cast.env} GET ${hub.origins[to]}/hello-mtls by ${who}: ${status} ${told}`;
    if (`${status} ${told}` !== expected) faults.push(`${line}, and not ${expected}`);
    cast.scene.tell(status === 200 ? `${line} ${body['subject']}` : line);
  }
  return faults;
};

const rowsOf = async (cast: Cast, strangers?: Strangers): Promise<readonly Row[]> => {
  const [C3, C4] = [await shownFrom(cast.inUse('C3')), await shownFrom(cast.inUse('C4'))];
  const C1 = await (await Wallet.open(cast.parties.buyer)).inUse('C1');
  const Sig4 = await (await Wallet.open(cast.parties.seller)).inUse('Sig4');
  return [
    ['C3', 'consent', C3, '200 C3'],
    ['C4', 'backOffice', C4, '200 C4'],
    ['nobody', 'consent', undefined, '403 certificate-missing'],
    ['C1, of the same authority', 'consent', C1, '403 caller-not-pinned'],
    ['C4, of the same authority', 'consent', C4, '403 caller-not-pinned'],
    ['C3, of the same authority', 'backOffice', C3, '403 caller-not-pinned'],
    ['Sig4, of the same software', 'consent', Sig4, '403 certificate-not-trusted'],
    ...(strangers
      ? ([
          ['C3 of the other environment', 'consent', strangers.C3, '403 certificate-not-trusted'],
          ['C4 of the other environment', 'backOffice', strangers.C4, '403 certificate-not-trusted'],
        ] as const)
      : []),
  ];
};

/** Renews C3 and C4: other fingerprints, the same subjects, and nobody is told. */
export const renewCallers = async (cast: Cast): Promise<void> => {
  for (const id of ['C3', 'C4']) {
    const profile = cast.profile(id);
    const holder = cast.holder(profile);
    const before = await shownFrom(cast.inUse(id));
    const atOnce = ['--publish-ahead', '0', '--overlap', '0'];
    await holder.does('rotate', ...cast.selection(profile), '--key', 'p-256', ...atOnce);
    await cast.export(id);
    const after = await shownFrom(cast.inUse(id));
    if (before.certificate === after.certificate) throw new Error(`${id} was not renewed`);
  }
};
