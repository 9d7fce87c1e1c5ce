import { join } from 'node:path';
import { type EnvironmentName, type Facts, placeOf, type Scene, typed } from '../scene.js';

export type PartyName = 'buyer' | 'hub' | 'seller';

interface Member {
  readonly legalName: string;
  readonly lei: string;
  readonly software: string;
  readonly role: string;
}

const members: Readonly<Record<PartyName, Member>> = {
  buyer: {
    legalName: 'Meridian Cloud Services Ltd',
    lei: '969500MERIDIANCLD082',
    software: 'Quote desk',
    role: 'BUYER',
  },
  hub: { legalName: 'Hub Operations LLC', lei: '5493001KJTIIGC8Y1R12', software: 'Hub', role: 'HUB' },
  seller: {
    legalName: 'First Carrier PJSC',
    lei: '254900MERIDIANCLDS79',
    software: 'C3-hh-cm-client',
    role: 'SELLER',
  },
};

/** Where the Buyer's answers go; nobody listens there, since browsers of the ceremony stop before it. */
export const REDIRECT = 'https://desk.buyer.example/callback';

/** A member of the trust framework that works by command lines, on a store of its own. */
export class Party {
  private constructor(
    private readonly scene: Scene,
    readonly name: PartyName,
    readonly env: EnvironmentName,
    private readonly ids: { readonly organisation: string; readonly software: string },
  ) {}

  /** Enrols it and its software; said again, it is the same. */
  static async enrol(scene: Scene, name: PartyName, env: EnvironmentName): Promise<Party> {
    const { legalName, lei, software, role } = members[name];
    const at = ['--directory', scene.directory];
    const json = async (...words: string[]): Promise<Facts> =>
      JSON.parse(await typed(scene, ['--json', 'directory', ...words, ...at])) as Facts;
    const member = await json('organisation', '--name', legalName, '--lei', lei, '--country', 'AE');
    const org = member['organisationId']!;
    const wanted = ['--org', org, '--name', software, '--env', env, '--role', role];
    const made = await json('software', ...wanted, '--redirect-uri', REDIRECT);
    const party = new Party(scene, name, env, { organisation: org, software: made['softwareId']! });
    scene.tell(`${env} ${name}: ${legalName} is OU=${org}; its software is CN=${party.software}`);
    return party;
  }

  /** Id in the directory, and OU of its certificates. */
  get organisation(): string {
    return this.ids.organisation;
  }

  /** Id of its software, and CN of its certificates. */
  get software(): string {
    return this.ids.software;
  }

  /** Folder of its keys. */
  get store(): string {
    return placeOf(this.scene, this.env, this.name);
  }

  /** File of what opens them. */
  get keyFile(): string {
    return `${this.store}.key`;
  }

  file(name: string): string {
    return join(placeOf(this.scene, this.env, 'handed-over'), name);
  }

  /** A ceremony on the store of this party; its record, of which one line is told. */
  async does(ceremony: string, ...words: readonly string[]): Promise<Facts> {
    const whole = ['cert', ceremony, ...words, '--store', this.store, '--directory', this.scene.directory];
    const record = JSON.parse(await typed(this.scene, ['--json', ...whole])) as Facts;
    this.scene.tell(
      `${this.env} ${this.name}: assent cert ${ceremony} ${shortly(words)} → ${outcomeOf(record)}`,
    );
    return record;
  }

  /** A statement to register its software with; it registers once. */
  async statement(): Promise<string> {
    const whose = ['--org', this.organisation, '--software', this.software];
    const words = ['--json', 'directory', 'statement', ...whose, '--directory', this.scene.directory];
    return (JSON.parse(await typed(this.scene, words)) as Facts)['software_statement']!;
  }

  /** Takes a statement back, by its `jti`. */
  async takesBack(jti: string): Promise<void> {
    const whose = ['--org', this.organisation, '--software', this.software];
    const words = ['directory', 'revoke-statement', jti, ...whose, '--reason', 'issued-in-error', '--yes'];
    await typed(this.scene, [...words, '--directory', this.scene.directory]);
    this.scene.tell(`${this.env} ${this.name}: assent directory revoke-statement ${jti}`);
  }
}

// Ids of organisations and paths say nothing to whoever watches.
const shortly = (words: readonly string[]): string =>
  words
    .filter((word, at) => !hidden.has(word) && !hidden.has(words[at - 1] ?? ''))
    .map((word) => (word.length > 30 ? `${word.slice(0, 8)}…` : word))
    .join(' ');

const hidden = new Set(['--org', '--software', '--env', '--out', '--csr', '--certificate', '--key']);

const outcomeOf = (record: Facts): string =>
  ['outcome', 'kid', 'in use from', 'former key', 'revoked at', 'folder']
    .flatMap((name) => (record[name] === undefined ? [] : [`${name} ${record[name]}`]))
    .join(', ') || `key ${record['key']?.slice(0, 8)}…`;
