import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#testing';
import { startSandbox, type Sandbox } from '../start/sandbox.js';
import { assent, type Told } from './in-process.js';

/** What a ceremony printed. */
export type Facts = Readonly<Record<string, string>>;

export type Party = 'buyer' | 'hub' | 'seller';

const members: Readonly<Record<Party, readonly [name: string, lei: string, software: string, role: string]>> =
  {
    buyer: ['Meridian Cloud Services Ltd', '969500MERIDIANCLD082', 'Quote desk', 'BUYER'],
    hub: ['Hub Operations LLC', '5493001KJTIIGC8Y1R12', 'Hub', 'HUB'],
    seller: ['First Carrier PJSC', '254900MERIDIANCLDS79', 'C3-hh-cm-client', 'SELLER'],
  };

/** A directory, and three parties that have it certify their keys by the command line: each has a store of its own. */
export class Parties {
  /** Ids of everybody; empty before `enrol`. */
  readonly organisation: Partial<Record<Party, string>> = {};
  readonly software: Partial<Record<Party, string>> = {};

  private constructor(
    readonly env: 'sandbox' | 'production',
    readonly folder: string,
    private readonly sandbox: Sandbox,
    private readonly variables: Record<string, string>,
  ) {}

  static async meet(env: 'sandbox' | 'production'): Promise<Parties> {
    const folder = await mkdtemp(join(tmpdir(), 'assent-parties-'));
    const port = String(await freePort());
    const variables = { ASSENT_DATA: folder, ASSENT_PORT: port, ASSENT_LOG_LEVEL: 'silent' };
    const sandbox = await startSandbox({ folder, variables, services: ['directory'], persistent: false });
    return new Parties(env, folder, sandbox, variables);
  }

  /** A command line, whatever becomes of it. */
  run(...words: string[]): Promise<Told> {
    return assent(words, this.variables);
  }

  /** A command line that has to be done, as JSON. */
  async done(...words: string[]): Promise<Facts> {
    const told = await this.run('--json', ...words);
    if (told.code !== 0) throw new Error(`assent ${words.join(' ')} exits with ${told.code}: ${told.stderr}`);
    return JSON.parse(told.stdout) as Facts;
  }

  file(name: string): string {
    return join(this.folder, name);
  }

  store(party: Party): string[] {
    return ['--store', this.file(party)];
  }

  /** The options that name a certificate of an organisation, or of its software. */
  of(profile: string, owner: Party, level: 'software' | 'organisation' = 'software'): string[] {
    const words = ['--profile', profile, '--env', this.env, '--org', this.organisation[owner] ?? ''];
    return level === 'software' ? [...words, '--software', this.software[owner] ?? ''] : words;
  }

  /** Enrols a party with its software; said again, it is the same. */
  async enrol(party: Party): Promise<void> {
    const [name, lei, software, role] = members[party];
    const words = ['--name', name, '--lei', lei, '--country', 'AE'];
    const org = (await this.done('directory', 'organisation', ...words))['organisationId'] ?? '';
    const wanted = ['--org', org, '--name', software, '--env', this.env, '--role', role];
    this.organisation[party] = org;
    this.software[party] = (await this.done('directory', 'software', ...wanted))['softwareId'] ?? '';
  }

  /** Request, issue and install, by the party that does all three; the record of the last. */
  async obtain(party: Party, selection: string[], ...more: string[]): Promise<Facts> {
    const own = [...selection, ...this.store(party)];
    await this.done('cert', 'request', ...own, '--key', 'p-256', ...more);
    await this.done('cert', 'issue', ...own);
    return this.done('cert', 'install', ...own);
  }

  async part(): Promise<void> {
    await this.sandbox.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Names of the keys in a JWK set. */
export const kidsAt = async (uri = ''): Promise<readonly string[]> =>
  ((await (await fetch(uri)).json()) as { keys: { kid: string }[] }).keys.map(({ kid }) => kid);
