import { chmod, mkdir } from 'node:fs/promises';
import type { Cleanup } from '../../apps/platform/src/index.js';
import { startDirectory } from './hub/directory.js';
import { Hub } from './hub/hub.js';
import { CertifiedLoad } from './load/certified-load.js';
import { Cast } from './people/cast.js';
import { shownFrom } from './people/shown.js';
import { callPinned, renewCallers, type Strangers } from './pins.js';
import { revokeAll } from './revocation/revocation.js';
import { rotateAll } from './rotation/rotation.js';
import type { EnvironmentName, Scene } from './scene.js';
import { Shell } from './shell.js';

export interface Performance {
  readonly folder: string;
  readonly environments: readonly EnvironmentName[];
  /** How many walk at the same time. */
  readonly buyers: number;
  /** Without rotation and revocation. */
  readonly only: boolean;
  readonly tell: (line: string) => void;
  /** Takes what the processes print. */
  readonly output: (line: string) => void;
}

/** Onboards each environment, then uses what was certified; answers what is not as it should be, in words. */
export const perform = async (
  { folder, environments, buyers, only, tell, output }: Performance,
  cleanup: Cleanup,
): Promise<readonly string[]> => {
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755); // the embedded PostgreSQL may run as another account
  const directory = await startDirectory(folder, output);
  cleanup.add(() => directory.stop());
  const shell = Shell.start();
  cleanup.add(() => shell.stop());
  const scene: Scene = { folder, directory: directory.origin, tell, shell };
  tell(`the trust framework runs at ${directory.origin}/directory`);
  const casts: Cast[] = [];
  for (const env of environments) {
    const cast = await Cast.meet(scene, env);
    await cast.onboard();
    casts.push(cast);
  }
  const faults: string[] = [];
  for (const cast of casts) {
    const other = casts.find(({ env }) => env !== cast.env);
    faults.push(...(await use(cast, other && (await strangersOf(other)), { buyers, only, output, cleanup })));
  }
  return faults;
};

interface Wish extends Pick<Performance, 'buyers' | 'only' | 'output'> {
  readonly cleanup: Cleanup;
}

const strangersOf = async (cast: Cast): Promise<Strangers> => ({
  C3: await shownFrom(cast.inUse('C3')),
  C4: await shownFrom(cast.inUse('C4')),
});

const rotateAndRevoke = async (cast: Cast, hub: Hub, buyers: number): Promise<readonly string[]> => {
  const load = await CertifiedLoad.start(cast, hub, buyers);
  try {
    const ofRotation = await rotateAll(cast, hub, load);
    await load.stop();
    return [...ofRotation, ...(await revokeAll(cast, hub, load))];
  } finally {
    load.close();
  }
};

const use = async (cast: Cast, strangers: Strangers | undefined, wish: Wish): Promise<readonly string[]> => {
  const hub = await Hub.start(cast, wish.output);
  wish.cleanup.add(() => hub.stop());
  const { issuer, api, consent, backOffice } = hub.origins;
  cast.scene.tell(`${cast.env}: S2 at ${issuer}, S1 at ${api}, S3 at ${consent}, S4 at ${backOffice}`);
  const faults = [...(await callPinned(cast, hub, strangers))];
  await renewCallers(cast);
  faults.push(...(await callPinned(cast, hub)));
  if (!wish.only) faults.push(...(await rotateAndRevoke(cast, hub, wish.buyers)));
  await hub.stop();
  return faults;
};
