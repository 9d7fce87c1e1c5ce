import { Injectable } from '@nestjs/common';
import {
  type Certificate,
  type CertificateIssuer,
  KeyEncryptionKey,
  parseCertificate,
  signerOf,
  uuid,
} from '#crypto';
import { Clock, type Context, EventStore } from '#event-sourcing';
import { CoreSettings } from '#service';
import type { Environment } from '../certificates/profile.js';
import { authorities } from './authority.js';
import type { AuthorityFamily, AuthorityPair, StoredAuthority } from './authority.decider.js';
import { type AuthorityRole, families, recipes, roles } from './authority-kinds.js';
import { makeAuthority } from './make-authority.js';
import { openAuthorityKey } from './sealed-authority-key.js';

/** A root and the authority under it, with their keys opened. */
export type OpenPair = Readonly<Record<AuthorityRole, CertificateIssuer>>;

/** An authority and what it is called in addresses. */
export interface NamedAuthority {
  readonly family: AuthorityFamily;
  readonly role: AuthorityRole;
  readonly certificate: Certificate;
}

/** The certification authorities of both environments: each is made once, when it is first needed, and opened once in a process. */
@Injectable()
export class Authorities {
  private readonly opened = new Map<string, OpenPair>();
  private readonly establishing = new Map<string, Promise<OpenPair>>();

  constructor(
    private readonly store: EventStore,
    private readonly keyEncryptionKey: KeyEncryptionKey,
    private readonly clock: Clock,
    private readonly core: CoreSettings,
  ) {}

  /** The two authorities of a family; made now if nobody needed them before. */
  async pair(environment: Environment, family: AuthorityFamily): Promise<OpenPair> {
    return (await this.established(environment, family)) ?? this.establish(environment, family);
  }

  /** The same, unless nobody needed them yet: who only asks about certificates causes no new authorities. */
  async established(environment: Environment, family: AuthorityFamily): Promise<OpenPair | undefined> {
    const id = idOf(environment, family);
    const known = this.opened.get(id);
    if (known) return known;
    const state = (await this.store.load(authorities, id))?.state;
    return state?.status === 'established' ? this.open(id, state) : undefined;
  }

  /** All authorities of an environment. */
  async of(environment: Environment): Promise<readonly NamedAuthority[]> {
    const pairs = await Promise.all(
      families.map(async (family) => ({ family, pair: await this.pair(environment, family) })),
    );
    return pairs.flatMap(({ family, pair }) =>
      roles.map((role) => ({ family, role, certificate: pair[role].certificate })),
    );
  }

  /** Whom members of the framework trust: its roots, not the one that stands for the public web. */
  async anchors(environment: Environment): Promise<readonly Certificate[]> {
    const all = await this.of(environment);
    return all
      .filter(({ family, role }) => role === 'root' && family !== 'public')
      .map(({ certificate }) => certificate);
  }

  private establish(environment: Environment, family: AuthorityFamily): Promise<OpenPair> {
    const id = idOf(environment, family);
    const begun = this.establishing.get(id);
    if (begun) return begun;
    const making = this.make(environment, family).finally(() => this.establishing.delete(id));
    this.establishing.set(id, making);
    return making;
  }

  private async make(environment: Environment, family: AuthorityFamily): Promise<OpenPair> {
    const id = idOf(environment, family);
    const { keyEncryptionKey, clock, core } = this;
    const at = clock.now();
    const directory = `${core.issuer}/directory`;
    const pair = await makeAuthority({ environment, family, keyEncryptionKey, at, directory });
    const command = { type: 'EstablishAuthority', context: this.context(at), pair } as const;
    // Another process may have been faster: then its pair is the one that counts.
    const { state } = await this.store.execute(authorities, id, command);
    if (state.status !== 'established') throw new TypeError('an authority was not established');
    return this.open(id, state);
  }

  private open(id: string, { family, root, issuing }: AuthorityPair): OpenPair {
    const pair = {
      root: this.issuerOf(root, recipes[family].root.hash),
      issuing: this.issuerOf(issuing, recipes[family].issuing.hash),
    };
    this.opened.set(id, pair);
    return pair;
  }

  private issuerOf(stored: StoredAuthority, hash: 'sha256' | 'sha384' | 'sha512'): CertificateIssuer {
    const certificate = parseCertificate(stored.certificate);
    const key = openAuthorityKey(stored, certificate.id, this.keyEncryptionKey);
    return { certificate, signer: signerOf(key, hash) };
  }

  private context(at: Date): Context {
    const actor = { kind: 'service', id: 'directory' } as const;
    return { commandId: uuid(), at: at.toISOString(), actor, correlationId: uuid() };
  }
}

const idOf = (environment: Environment, family: AuthorityFamily): string => `${environment}-${family}`;
