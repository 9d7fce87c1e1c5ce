import { Injectable } from '@nestjs/common';
import { Database, EventStore, Refused } from '#event-sourcing';
import { organisations } from './organisation.js';
import type { Organisation } from './organisation.decider.js';
import { softwares } from './software.js';
import type { Software } from './software.decider.js';

const most = 500;

/** Reads the register. Nothing in it is sealed, so lists come straight from the present states: no reader waits for a projection. */
@Injectable()
export class Catalogue {
  constructor(
    private readonly store: EventStore,
    private readonly database: Database,
  ) {}

  /** Throws `Refused('organisation-unknown')`. */
  async organisation(organisationId: string): Promise<Organisation> {
    const state = (await this.store.load(organisations, organisationId))?.state;
    if (!state || state.status === 'absent') throw new Refused('organisation-unknown');
    return state;
  }

  /** Throws `Refused('software-unknown')`, also for software of another organisation. */
  async software(organisationId: string, softwareId: string): Promise<Software> {
    const state = (await this.store.load(softwares, softwareId))?.state;
    if (!state || state.status === 'absent' || state.organisationId !== organisationId)
      throw new Refused('software-unknown');
    return state;
  }

  async organisations(lei?: string): Promise<readonly Organisation[]> {
    const rows = await this.database.query<{ state: Organisation }>(
      `select state from stream where kind = 'organisation' and ($1::text is null or state->>'lei' = $1)
       order by state->>'legalName', id limit ${most}`,
      [lei ?? null],
    );
    return rows.map(({ state }) => state);
  }

  /** Software by its id alone, for whoever has nothing else. */
  async softwareById(softwareId: string): Promise<Software | undefined> {
    const state = (await this.store.load(softwares, softwareId))?.state;
    return state && state.status !== 'absent' ? state : undefined;
  }

  /** Of all organisations, at most five thousand. */
  async allSoftware(): Promise<readonly Software[]> {
    const rows = await this.database.query<{ state: Software }>(
      `select state from stream where kind = 'software' order by state->>'name', id limit ${10 * most}`,
    );
    return rows.map(({ state }) => state);
  }

  async softwareOf(organisationId: string): Promise<readonly Software[]> {
    const rows = await this.database.query<{ state: Software }>(
      `select state from stream where kind = 'software' and state->>'organisationId' = $1
       order by state->>'name', id limit ${most}`,
      [organisationId],
    );
    return rows.map(({ state }) => state);
  }
}
