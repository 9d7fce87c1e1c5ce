import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { type EnvironmentName, type Facts, placeOf, type Scene, typed } from '../scene.js';
import { Party, type PartyName } from './party.js';
import { type Profile, profilesAt, serverNameOf } from './profiles.js';

/** Everybody of one environment, and what the topology has certified for them. */
export class Cast {
  private constructor(
    readonly scene: Scene,
    readonly env: EnvironmentName,
    readonly profiles: readonly Profile[],
    readonly parties: Readonly<Record<PartyName, Party>>,
  ) {}

  /** Enrols the three parties, and asks for the anchors. */
  static async meet(scene: Scene, env: EnvironmentName): Promise<Cast> {
    await mkdir(placeOf(scene, env, 'handed-over'), { recursive: true });
    const enrol = (name: PartyName): Promise<Party> => Party.enrol(scene, name, env);
    const parties = { buyer: await enrol('buyer'), hub: await enrol('hub'), seller: await enrol('seller') };
    return new Cast(scene, env, await profilesAt(scene.directory), parties);
  }

  /** Every certificate and key of the table, by who does what in it. */
  async onboard(): Promise<void> {
    for (const profile of this.profiles) await this.obtain(profile);
    await this.believe();
    for (const id of ['S1', 'S2', 'S3', 'S4', 'C3', 'C4', 'Sig2']) await this.export(id);
  }

  profile(id: string): Profile {
    return this.profiles.find((profile) => profile.id === id)!;
  }

  /** Who keeps the private key. */
  holder({ keyHeldBy }: Profile): Party {
    return this.parties[keyHeldBy];
  }

  /** The options that name a certificate. */
  selection({ id, owner, subject }: Profile): readonly string[] {
    const { organisation, software } = this.parties[owner];
    const words = ['--profile', id, '--env', this.env, '--org', organisation];
    return subject === 'software' ? [...words, '--software', software] : words;
  }

  /** Key and certificate in use, in clear, where a server finds them. */
  export(id: string): Promise<Facts> {
    const profile = this.profile(id);
    return this.holder(profile).does('export', ...this.selection(profile), '--out', this.inUse(id));
  }

  inUse(id: string, file = ''): string {
    return placeOf(this.scene, this.env, 'in-use', id, file);
  }

  /** PEM files: the anchors of the environment, and these with what stands for the authorities of the public web. */
  get anchors(): string {
    return placeOf(this.scene, this.env, 'anchors.pem');
  }

  get trusted(): string {
    return placeOf(this.scene, this.env, 'trusted.pem');
  }

  /** Request, issue and install, each by whoever does it. */
  async obtain(profile: Profile): Promise<void> {
    const selection = this.selection(profile);
    const holder = this.holder(profile);
    const name = serverNameOf(profile.id, this.env);
    const wish = ['--key', 'p-256', ...(name === undefined ? [] : ['--name', name])];
    if (profile.keyHeldBy === profile.issuedAtRequestOf) {
      await holder.does('request', ...selection, ...wish);
      await holder.does('issue', ...selection);
      await holder.does('install', ...selection);
      return;
    }
    const [csr, certificate] = [holder.file(`${profile.id}.csr.pem`), holder.file(`${profile.id}.pem`)];
    await holder.does('request', ...selection, ...wish, '--out', csr);
    const issuer = this.parties[profile.issuedAtRequestOf];
    await issuer.does('issue', ...selection, '--csr', csr, '--out', certificate);
    await holder.does('install', ...selection, '--certificate', certificate);
  }

  private async believe(): Promise<void> {
    const { directory, tell } = this.scene;
    const words = ['ca', 'export', '--env', this.env, '--directory', directory, '--out', this.anchors];
    await typed(this.scene, words);
    const publicRoot = await (await fetch(`${directory}/directory/pki/${this.env}/public-root.pem`)).text();
    await writeFile(this.trusted, `${await readFile(this.anchors, 'utf8')}${publicRoot}`);
    tell(`${this.env}: assent ca export → ${this.anchors}`);
  }
}
