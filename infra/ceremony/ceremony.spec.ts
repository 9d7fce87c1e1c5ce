import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import './names.js';
import { Cleanup } from '../../apps/platform/src/index.js';
import { startDirectory } from './hub/directory.js';
import { Hub } from './hub/hub.js';
import { CertifiedLoad } from './load/certified-load.js';
import { Cast } from './people/cast.js';
import { shownFrom } from './people/shown.js';
import { callPinned, renewCallers } from './pins.js';
import { revokeAll } from './revocation/revocation.js';
import type { EnvironmentName } from './scene.js';
import { Shell } from './shell.js';

/** By commands alone; what takes minutes, rotation under load, is `npm run ceremony`. */
describe('an onboarding as the UAE page describes it', () => {
  const cleanup = new Cleanup();
  const story: string[] = [];
  const casts = new Map<EnvironmentName, Cast>();
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assent-ceremony-'));
    const directory = await startDirectory(folder, (line) => story.push(line));
    cleanup.add(() => directory.stop());
    const shell = Shell.start();
    cleanup.add(() => shell.stop());
    const tell = (line: string): void => void story.push(line);
    const scene = { folder, directory: directory.origin, tell, shell };
    for (const env of ['sandbox', 'production'] as const) {
      const cast = await Cast.meet(scene, env);
      await cast.onboard();
      casts.set(env, cast);
    }
  }, 400_000);
  afterAll(async () => {
    await cleanup.run();
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  const strangersTo = async (env: EnvironmentName) => {
    const other = casts.get(env === 'sandbox' ? 'production' : 'sandbox')!;
    return { C3: await shownFrom(other.inUse('C3')), C4: await shownFrom(other.inUse('C4')) };
  };

  describe.each(['sandbox', 'production'] as const)('in %s', (env) => {
    let hub: Hub;
    beforeAll(async () => {
      hub = await Hub.start(casts.get(env)!, (line) => story.push(line));
    }, 200_000);
    afterAll(() => hub.stop(), 60_000);

    it('ends in mutual TLS with the pinned C3 and C4, and with nobody else', async () => {
      expect(await callPinned(casts.get(env)!, hub, await strangersTo(env))).toEqual([]);
    }, 60_000);

    it('lets renewed callers in, whose subjects are the same, without being told', async () => {
      await renewCallers(casts.get(env)!);
      expect(await callPinned(casts.get(env)!, hub)).toEqual([]);
    }, 120_000);

    it('has Buyers walk over mutual TLS, and refuses within its bounds what is revoked', async () => {
      const load = await CertifiedLoad.start(casts.get(env)!, hub, 2);
      while (load.walks < 4 && load.failures.length === 0)
        await new Promise((resume) => setTimeout(resume, 100));
      await load.stop();
      expect(load.failures).toEqual([]);
      expect(await revokeAll(casts.get(env)!, hub, load)).toEqual([]);
      load.close();
    }, 300_000);
  });
});
